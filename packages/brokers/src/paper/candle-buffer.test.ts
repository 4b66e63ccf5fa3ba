import { createRandom } from '@pipwright/kernel';
import { candleAt, candlesFrom, findInstrument, fromPoints, type Candle, type Instrument } from '@pipwright/model';
import { expect, test } from 'vitest';
import { CandleBuffer } from './candle-buffer.ts';
import { packCandle } from './candle-event.ts';

const eurusd = findInstrument('EURUSD') as Instrument;

test('candles come out of the buffer as they went in, beyond its first size', () => {
  const random = createRandom(5);
  const price = (): number => fromPoints(eurusd, 100_000 + random.integer(20_000));
  const rows: Candle[] = Array.from({ length: 10_000 }, (_, index) => ({
    time: index * 3_600_000,
    open: price(),
    high: price(),
    low: price(),
    close: price(),
    askOpen: price(),
    askHigh: price(),
    askLow: price(),
    askClose: price(),
    volume: random.integer(5000),
  }));
  const candles = candlesFrom(rows);
  const buffer = new CandleBuffer(eurusd);
  for (let index = 0; index < rows.length; index++) expect(buffer.push(packCandle(eurusd, candles, index))).toBe(index);
  expect(buffer.length).toBe(rows.length);
  for (const index of [0, 1, 4095, 4096, 9999]) expect(candleAt(buffer.view(), index)).toEqual(rows[index]);
});
