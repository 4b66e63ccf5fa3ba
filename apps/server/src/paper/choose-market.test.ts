import type { SymbolName } from '@pipwright/model';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHome, madeSeries, storeCandles, storeSeries, type TestHome } from '../testing/test-home.ts';
import { chooseMarket } from './choose-market.ts';

let home: TestHome;
beforeAll(() => {
  home = createTestHome();
});
afterAll(() => home.close());

test('a reference market is never what is traded, however much of it is stored', async () => {
  const nobody = { instrument: undefined, timeframe: undefined };
  await storeSeries(home.stores, { ...madeSeries(5000), symbol: 'US500' as SymbolName });
  const simulated = await chooseMarket(home.stores, nobody);
  expect(simulated.loaded).toMatchObject({ simulated: true, series: { symbol: 'EURUSD' } });
  await storeCandles(home.stores, 3500);
  const stored = await chooseMarket(home.stores, nobody);
  expect(stored.loaded).toMatchObject({ simulated: false, series: { symbol: 'EURUSD' } });
  expect(stored.stored.map(({ symbol }) => symbol)).toContain('US500');
});
