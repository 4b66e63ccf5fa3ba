import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemScheduler } from '@pipwright/kernel';
import { describeLedger } from '@pipwright/testkit';
import { openPostgresLedger } from './index.ts';

describeLedger('The embedded PostgreSQL', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pipwright-ledger-'));
  // As root the server runs as another user, who has to pass.
  await chmod(directory, 0o755);
  return {
    open: () => openPostgresLedger({ embedded: { directory }, scheduler: systemScheduler(systemClock) }),
    remove: () => rm(directory, { recursive: true }),
  };
});
