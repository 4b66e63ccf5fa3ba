import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFeatureStore } from '@pipwright/testkit';
import { openDuckDbFeatureStore } from '../index.ts';

describeFeatureStore('DuckDB', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pipwright-features-'));
  return {
    open: () => openDuckDbFeatureStore({ file: join(directory, 'features.duckdb') }),
    remove: () => rm(directory, { recursive: true }),
  };
});
