import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateMarket } from '@pipwright/market-data';
import { candleAt, findInstrument, isoTime, utcMs, type Instrument, type Timeframe } from '@pipwright/model';

/** A folder of its own for one test file. */
export interface TestFolder {
  readonly path: string;
  /** Writes a file into it and returns its path. */
  write(name: string, text: string): string;
  remove(): void;
}

export function createTestFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'pipwright-cli-'));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A CSV as a person may have it: a made-up EURUSD, times in UTC, bid prices. */
export function madeCsv(timeframe: Timeframe, length: number): string {
  const instrument = findInstrument('EURUSD') as Instrument;
  const { candles } = simulateMarket({
    instrument,
    timeframe,
    from: utcMs(2015, 1, 4, 22),
    length,
    seed: 4,
    start: 1.1,
  });
  const rows = Array.from({ length: candles.length }, (_, index) => {
    const { time, open, high, low, close, volume } = candleAt(candles, index);
    const prices = [open, high, low, close].map((price) => price.toFixed(5));
    return [isoTime(time).slice(0, 16).replace('T', ' '), ...prices, Math.round(volume)].join(',');
  });
  return ['time,open,high,low,close,volume', ...rows, ''].join('\n');
}

/** Words that tell `import` what such a file holds. */
export const CSV_WORDS = ['--symbol', 'EURUSD', '--columns', 'time,open,high,low,close,volume', '--timezone', 'utc'];
