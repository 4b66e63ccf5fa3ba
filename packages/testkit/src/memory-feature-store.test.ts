import { describeFeatureStore } from './feature-store-contract.ts';
import { MemoryFeatureData, MemoryFeatureStore } from './memory-feature-store.ts';

describeFeatureStore('memory', async () => {
  const data = new MemoryFeatureData();
  return { open: async () => new MemoryFeatureStore(data), remove: async () => {} };
});
