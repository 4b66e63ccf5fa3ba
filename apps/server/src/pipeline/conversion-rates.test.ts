import {
  candleCloseTime,
  currency,
  findInstrument,
  type CandleSeries,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, EURUSD, madeSeries, storeSeries, type TestHome } from '../testing/test-home.ts';
import { storedRates } from './conversion-rates.ts';

const EURGBP = findInstrument('EURGBP') as Instrument;
const GBPUSD = findInstrument('GBPUSD') as Instrument;
const USDJPY = findInstrument('USDJPY') as Instrument;
const GBPJPY = findInstrument('GBPJPY') as Instrument;
const usd = currency('USD');
const [eur, gbp, jpy] = ['EUR', 'GBP', 'JPY'].map((code) => currency(code)) as [typeof usd, typeof usd, typeof usd];

let home: TestHome;
let gbpusd: CandleSeries;
beforeAll(async () => {
  home = createTestHome();
  gbpusd = madeSeries(200, GBPUSD, 5);
  await storeSeries(home.stores, gbpusd);
  await storeSeries(home.stores, madeSeries(200, EURUSD, 6));
  await storeSeries(home.stores, madeSeries(200, USDJPY, 7));
});
afterAll(() => home.close());

const close = (series: CandleSeries, index: number): EpochMs =>
  candleCloseTime(series.candles.time[index] as EpochMs, series.timeframe);

test('an account in a currency of the instrument needs no stored rate', async () => {
  expect(await storedRates(home.stores, EURUSD, 'H1', usd)).toBeUndefined();
  expect(await storedRates(home.stores, USDJPY, 'H1', usd)).toBeUndefined();
});

test('a rate is the last close that was known, and never one of later', async () => {
  const rates = await storedRates(home.stores, EURGBP, 'H1', usd);
  for (const index of [0, 1, 50, 198]) {
    const known = { bid: gbpusd.candles.close[index], ask: gbpusd.candles.askClose[index] };
    expect(rates?.rate(gbp, usd, close(gbpusd, index))).toEqual(known);
    expect(rates?.rate(gbp, usd, (close(gbpusd, index + 1) - 1) as EpochMs)).toEqual(known);
  }
  expect(rates?.rate(gbp, usd, (close(gbpusd, 0) - 1) as EpochMs)).toBeUndefined();
  expect(rates?.rate(gbp, usd, (close(gbpusd, 199) + 86_400_000) as EpochMs)).toMatchObject({
    bid: gbpusd.candles.close[199],
  });
});

test('a pair that quotes the account the other way round is turned over', async () => {
  const rates = await storedRates(home.stores, GBPJPY, 'H1', usd);
  const series = madeSeries(200, USDJPY, 7);
  expect(rates?.rate(jpy, usd, close(series, 30))).toEqual({
    bid: 1 / (series.candles.askClose[30] as number),
    ask: 1 / (series.candles.close[30] as number),
  });
});

test('only rates to the account are known', async () => {
  const rates = await storedRates(home.stores, EURGBP, 'H1', usd);
  expect(rates?.rate(eur, gbp, close(gbpusd, 50))).toBeUndefined();
  expect(rates?.rate(jpy, usd, close(gbpusd, 50))).toBeUndefined();
});

test('names the pair that is missing', async () => {
  await expect(storedRates(home.stores, EURGBP, 'H1', jpy)).rejects.toMatchObject({
    code: 'NO_CANDLES',
    details: { symbol: 'EURJPY', timeframe: 'H1' },
  });
  await expect(storedRates(home.stores, EURGBP, 'M15', usd)).rejects.toMatchObject({ code: 'NO_CANDLES' });
  await expect(storedRates(home.stores, EURGBP, 'H1', currency('NOK'))).rejects.toMatchObject({ code: 'NO_CANDLES' });
});
