import { openDatabase } from './database.ts';
import { Engine } from './engine.ts';
import { CANDLE_FORMAT } from './schema.ts';
import { serveStore } from './serve-store.ts';

await serveStore(async (settings) => {
  const engine = new Engine(await openDatabase(settings, CANDLE_FORMAT));
  await engine.load();
  return engine;
});
