import { describeCandleStore } from './candle-store-contract.ts';
import { MemoryCandleData, MemoryCandleStore } from './memory-candle-store.ts';

describeCandleStore('memory', async () => {
  const data = new MemoryCandleData();
  return { open: async () => new MemoryCandleStore(data), remove: async () => {} };
});
