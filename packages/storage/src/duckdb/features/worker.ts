import { openDatabase } from '../database.ts';
import { serveStore } from '../serve-store.ts';
import { FeatureEngine } from './engine.ts';
import { FEATURE_FORMAT } from './schema.ts';

await serveStore(async (settings) => {
  const engine = new FeatureEngine(await openDatabase(settings, FEATURE_FORMAT));
  await engine.load();
  return engine;
});
