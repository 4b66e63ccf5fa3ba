import { tradingDayOpen, type EpochMs } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { candlesOf, openPlay } from '../play-strategy.fixture.ts';
import type { IndicatorReader, StreamInput } from '../strategy-definition.ts';

/** Sum of closes since the trading day opened, and how many there were: takes candles one by one or many at once. */
class DaySum implements StreamInput {
  readonly outputs = ['sum', 'count'];
  readonly reads = ['close', 'session'];
  readonly blocks: number[] = [];
  rows = 0;
  readonly #values = new Float64Array(2);
  #session = Number.NaN;
  #sum = 0;
  #count = 0;

  update({ close, session }: { close: number; session: number }): Float64Array {
    this.rows++;
    this.#step(close, session);
    this.#values[0] = this.#sum;
    this.#values[1] = this.#count;
    return this.#values;
  }

  process(
    columns: Readonly<Record<string, Float64Array>>,
    from: number,
    to: number,
    [sum, count]: readonly Float64Array[],
  ): void {
    this.blocks.push(to - from);
    for (let row = from; row < to; row++) {
      this.#step(columns['close']![row]!, columns['session']![row]!);
      sum![row] = this.#sum;
      count![row] = this.#count;
    }
  }

  #step(close: number, session: number): void {
    const isNew = session !== this.#session;
    this.#session = session;
    this.#sum = isNew ? close : this.#sum + close;
    this.#count = isNew ? 1 : this.#count + 1;
  }
}

const series = syntheticCandles({ seed: 11, length: 5000 });

/** Every value of the readers at every candle, with and without knowing the history. */
function values(input: StreamInput, known: boolean, from = 0): number[][] {
  const seen: number[][] = [];
  let sum: IndicatorReader = () => Number.NaN;
  let count: IndicatorReader = () => Number.NaN;
  const play = openPlay({
    start: ({ indicator }) => {
      sum = indicator(input, { keep: 3 });
      count = indicator(input, { output: 'count' });
      return { onCandle: () => void seen.push([sum(), sum(1), sum(2), count(), count(1)]) };
    },
    ...(known && { history: series.candles }),
  });
  for (let index = from; index < series.candles.length; index++) play.close(series.candles, index);
  return seen;
}

describe('an indicator', () => {
  test('gives the same values one by one as many at once', () => {
    const single = new DaySum();
    const many = new DaySum();
    const expected = values(single, false);
    expect(values(many, true)).toEqual(expected);
    expect(single).toMatchObject({ rows: 5000, blocks: [] });
    expect(many.rows).toBe(0);
    expect(many.blocks).toEqual([1024, 1024, 1024, 1024, 904]);
    const last = series.candles.time.at(-1)! as EpochMs;
    const today = series.candles.time.filter((time) => time >= tradingDayOpen(last)).length;
    expect(expected.at(-1)!.slice(3)).toEqual([today, today - 1 || 24]);
  });

  test.each([false, true])('takes the candles from before the run (history known: %s)', (known) => {
    const whole = values(new DaySum(), false);
    expect(values(new DaySum(), known, 1500)).toEqual(whole.slice(1500));
  });

  test('keeps its last values, and none from before its first', () => {
    const seen = values(new DaySum(), false).slice(0, 3);
    const [a, b, c] = series.candles.close;
    expect(seen).toEqual([
      [a, Number.NaN, Number.NaN, 1, Number.NaN],
      [a! + b!, a, Number.NaN, 2, 1],
      [a! + b! + c!, a! + b!, a, 3, 2],
    ]);
  });

  test('is fed once, however many of its outputs are read, and apart from itself on another series', () => {
    const hours = new DaySum();
    const fours = new DaySum();
    const play = openPlay({
      start: ({ indicator }) => {
        indicator(hours);
        indicator(hours, { output: 'count' });
        indicator(fours, { timeframe: 'H4' });
        return { onCandle: () => undefined };
      },
    });
    for (let index = 0; index < 40; index++) play.close(series.candles, index);
    expect(hours.rows).toBe(40);
    expect(fours.rows).toBe(10);
  });

  test('may be a function of the candle', () => {
    const seen: number[] = [];
    const play = openPlay({
      start: ({ indicator }) => {
        const range = indicator({ update: ({ high, low, askClose, close }) => high - low + askClose - close });
        return { onCandle: () => void seen.push(range()) };
      },
    });
    play.closeAll(candlesOf([[1, 3, 1, 2]]));
    expect(seen[0]).toBeCloseTo(2.0001, 10);
  });

  test('sees one candle at a time: the row has no way to another', () => {
    const rows: object[] = [];
    const play = openPlay({
      start: ({ indicator }) => {
        indicator({
          update: (row) => {
            rows.push(row);
            return row.close;
          },
        });
        return { onCandle: () => undefined };
      },
    });
    play.closeAll(candlesOf([1, 2]));
    expect(rows[0]).toBe(rows[1]);
    expect(Object.values(rows[0]!)).toEqual([]);
  });
});
