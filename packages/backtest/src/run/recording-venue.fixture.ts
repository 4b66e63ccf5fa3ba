import type { CandleColumns, EpochMs, SymbolName } from '@pipwright/model';
import type { PathSource } from '../venue/venue-options.ts';
import type { MovedVenue } from './symbol-path.ts';

/** Writes down how it is moved, with minutes since `start`: `EURUSD inside 0-60 rule`. */
export class RecordingVenue implements MovedVenue {
  readonly log: string[] = [];
  readonly #start: number;

  constructor(start: number) {
    this.#start = start;
  }

  openCandle(symbol: SymbolName, candles: CandleColumns, index: number): void {
    this.log.push(`${symbol} open ${this.#minute(candles.time[index]!)}`);
  }

  moveInside(symbol: SymbolName, candles: CandleColumns, index: number, close: EpochMs, source?: PathSource): void {
    this.log.push(`${symbol} inside ${this.#minute(candles.time[index]!)}-${this.#minute(close)} ${source}`);
  }

  closeCandle(symbol: SymbolName, _candles: CandleColumns, _index: number, close: EpochMs): void {
    this.log.push(`${symbol} close ${this.#minute(close)}`);
  }

  onTick(symbol: SymbolName, time: EpochMs, bid: number): void {
    this.log.push(`${symbol} tick ${this.#minute(time)} ${bid}`);
  }

  tellTime(): void {}

  settle(time: EpochMs): void {
    this.log.push(`settle ${this.#minute(time)}`);
  }

  #minute(time: number): number {
    return (time - this.#start) / 60_000;
  }
}
