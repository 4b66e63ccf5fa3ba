import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeCandleStore } from '@pipwright/testkit';
import { openDuckDbCandleStore } from './index.ts';

describeCandleStore('DuckDB', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pipwright-duckdb-'));
  return {
    open: () => openDuckDbCandleStore({ file: join(directory, 'candles.duckdb') }),
    remove: () => rm(directory, { recursive: true }),
  };
});
