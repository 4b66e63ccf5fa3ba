import { isoTime, timeframeMs, type CandleSeries } from '@pipwright/model';
import type { SourceInputs, SourceNode } from '../engine/source-node.ts';
import type { StateTape } from '../engine/state-tape.ts';
import { featureErrors } from '../errors.ts';

/** Over the longest holidays markets rest four days; what is older is no price of today. */
const AGE_MAX_MS = 5 * 86_400_000;

/**
 * The last close of another market (bid) at the close of each base candle: of its candle that closes at or before then.
 * NaN before its first one and where the last is older than five days.
 */
export class MarketColumn implements SourceNode {
  readonly #name: string;
  readonly #inputs: SourceInputs;
  readonly #series: CandleSeries | 'own';
  readonly #close: Float64Array;
  #position = 0;

  constructor(name: string, series: CandleSeries | 'own', inputs: SourceInputs) {
    this.#name = name;
    this.#inputs = inputs;
    this.#series = series;
    this.#close = series === 'own' ? inputs.bars.close : new Float64Array(inputs.capacity);
    if (series !== 'own' && series.timeframe !== inputs.timeframe) {
      throw featureErrors.MARKET_TIMEFRAME({
        market: series.symbol,
        timeframe: inputs.timeframe,
        found: series.timeframe,
      });
    }
  }

  column(name: string): Float64Array {
    if (name !== 'close') throw new TypeError(`the source ${this.#name} has no column '${name}'`);
    return this.#close;
  }

  run(from: number, to: number): void {
    if (this.#series === 'own') return;
    const { candles, timeframe } = this.#series;
    const { time, close, length } = candles;
    const durationMs = timeframeMs(timeframe);
    const { decidedAt } = this.#inputs;
    const column = this.#close;
    let position = this.#position;
    for (let row = from; row < to; row++) {
      const openedBy = (decidedAt[row] as number) - durationMs;
      while (position < length && (time[position] as number) <= openedBy) position++;
      const isFresh = position > 0 && openedBy - (time[position - 1] as number) <= AGE_MAX_MS;
      column[row] = isFresh ? (close[position - 1] as number) : Number.NaN;
    }
    this.#position = position;
  }

  reset(): void {
    this.#position = 0;
  }

  save(tape: StateTape): void {
    const position = this.#position;
    const time = this.#series === 'own' || position === 0 ? 0 : (this.#series.candles.time[position - 1] as number);
    tape.write(Float64Array.of(position, time));
  }

  restore(tape: StateTape): void {
    const [position = 0, saved = 0] = tape.read();
    if (this.#series === 'own') return;
    const found = position === 0 ? 0 : (this.#series.candles.time[position - 1] ?? Number.NaN);
    if (found !== saved) {
      const text = Number.isNaN(found) ? 'nowhere' : isoTime(found);
      throw featureErrors.FACTS_CHANGED({ source: this.#name, row: position - 1, saved: isoTime(saved), found: text });
    }
    this.#position = position;
  }
}
