import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemScheduler } from '@pipwright/kernel';
import { exampleRun, startScript } from '@pipwright/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Ledger } from '../../ports/index.ts';
import { inspectEmbeddedPostgres, openPostgresLedger } from '../index.ts';
import { readSettings } from './settings.ts';
import { isRoot, unprivilegedUser } from './system-user.ts';

/** Most tests share a cluster, because making one takes most of a second. */
let directory: string;
const places: string[] = [];
beforeAll(async () => {
  directory = await makePlace();
});
afterEach(async () => {
  for (const place of places) if ((await serverOf(place)) !== null) throw new Error(`a server is left in ${place}`);
});
afterAll(async () => {
  for (const place of places) await rm(place, { recursive: true });
});

async function makePlace(): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'pipwright-embedded-'));
  places.push(place);
  // As root the server runs as another user, who has to pass.
  await chmod(place, 0o755);
  return place;
}

const open = (place = directory): Promise<Ledger> =>
  openPostgresLedger({ embedded: { directory: place }, scheduler: systemScheduler(systemClock) });

async function serverOf(place: string) {
  const report = await inspectEmbeddedPostgres(place);
  return report.initialised ? report.server : null;
}

async function expectRun(ledger: Ledger, id: string): Promise<void> {
  expect((await ledger.tenant('local').listRuns({ limit: 10 })).map((run) => run.id)).toContain(id);
}

/** Opens the ledger, stores a run and stays. */
const holder = (place = directory): string => `
  import { systemClock, systemScheduler } from '@pipwright/kernel';
  import { openPostgresLedger } from ${JSON.stringify(new URL('../index.ts', import.meta.url).href)};
  const embedded = { directory: ${JSON.stringify(place)} };
  const ledger = await openPostgresLedger({ embedded, scheduler: systemScheduler(systemClock) });
  await ledger.tenant('local').putRun(${JSON.stringify(exampleRun('held'))});
  console.log('open');
  if (process.argv.includes('leave')) await ledger.close();`;

test('adopts the server that a killed process left behind', async () => {
  const script = startScript({ source: holder() });
  await script.line();
  const left = await serverOf(directory);
  await script.kill();
  expect(left).not.toBeNull();
  expect(await serverOf(directory)).toEqual(left);
  const ledger = await open();
  expect(await serverOf(directory)).toEqual(left);
  await expectRun(ledger, 'held');
  await ledger.close();
});

test('is shared by processes; the last one to leave stops it', async () => {
  const script = startScript({ source: holder() });
  await script.line();
  const first = await open();
  await expectRun(first, 'held');
  const second = await open();
  await first.close();
  await expectRun(second, 'held');
  await second.close();
  expect(await serverOf(directory)).not.toBeNull();
  await script.kill();
  const last = await open();
  await last.close();
  expect(await serverOf(directory)).toBeNull();
});

test('several that open a new directory at once make one cluster and share it', async () => {
  const place = await makePlace();
  const ledgers = await Promise.all([open(place), open(place), open(place)]);
  await ledgers[0].tenant('local').putRun(exampleRun('a'));
  for (const ledger of ledgers) await expectRun(ledger, 'a');
  await Promise.all(ledgers.map((ledger) => ledger.close()));
  expect(await serverOf(place)).toBeNull();
  expect((await readdir(place)).toSorted()).toEqual(['cluster', 'settings.json']);
});

test('who arrives while the last one leaves gets a server', async () => {
  expect(await serverOf(directory)).toBeNull();
  let ledger = await open();
  for (let round = 0; round < 4; round++) {
    const [, next] = await Promise.all([ledger.close(), open()]);
    ledger = next;
    await ledger.tenant('local').putRun(exampleRun('a'));
    await expectRun(ledger, 'a');
  }
  await ledger.close();
});

test('goes on after the server was killed', async () => {
  const ledger = await open();
  await ledger.tenant('local').putRun(exampleRun('a'));
  const before = await serverOf(directory);
  process.kill(before?.pid as number, 'SIGKILL');
  await Promise.all([expectRun(ledger, 'a'), expectRun(ledger, 'a'), expectRun(ledger, 'a')]);
  expect((await serverOf(directory))?.pid).not.toBe(before?.pid);
  await ledger.close();
});

test('starts although postmaster.pid names a process that is something else', async () => {
  const ledger = await open();
  const { cluster } = (await inspectEmbeddedPostgres(directory)) as { cluster: string };
  const file = join(cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8');
  await ledger.close();
  await writeFile(file, text.replace(/^\d+/, String(process.pid)));
  expect(await serverOf(directory)).toBeNull();
  const again = await open();
  expect(await serverOf(directory)).not.toBeNull();
  await again.close();
});

test('takes another port when the remembered one is taken', async () => {
  await (await open()).close();
  const before = (await readSettings(directory))?.port as number;
  const intruder = createServer((socket) => socket.destroy());
  intruder.listen(before, '127.0.0.1');
  await once(intruder, 'listening');
  expect((intruder.address() as AddressInfo).port).toBe(before);
  const ledger = await open();
  expect((await readSettings(directory))?.port).not.toBe(before);
  await expectRun(ledger, 'a');
  await ledger.close();
  intruder.close();
});

test.skipIf(process.platform === 'win32')(
  'keeps passwords and data from other users (needs POSIX file modes)',
  async () => {
    const ledger = await open();
    expect((await stat(join(directory, 'settings.json'))).mode & 0o777).toBe(0o600);
    const { cluster } = (await inspectEmbeddedPostgres(directory)) as { cluster: string };
    expect((await stat(cluster)).mode & 0o777).toBe(0o700);
    expect(await readFile(join(cluster, 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\b(?:trust|md5|password|peer)\b/m);
    await ledger.close();
  },
);

test('says what is missing when its settings are lost', async () => {
  const place = await makePlace();
  await (await open(place)).close();
  await rm(join(place, 'settings.json'));
  await expect(open(place)).rejects.toMatchObject({ code: 'EMBEDDED_POSTGRES_FAILED' });
});

test('removes what a process that was killed while it made a cluster left behind', async () => {
  await mkdir(join(directory, 'cluster.00112233aabb'));
  await writeFile(join(directory, 'cluster.00112233aabb.password'), 'x');
  const ledger = await open();
  expect((await readdir(directory)).toSorted()).toEqual(['cluster', 'settings.json']);
  await ledger.close();
});

test('reports on a directory without touching it', async () => {
  const place = await makePlace();
  expect(await inspectEmbeddedPostgres(place)).toMatchObject({ initialised: false });
  expect(await readdir(place)).toEqual([]);
  const ledger = await open();
  const report = await inspectEmbeddedPostgres(directory);
  expect(report).toMatchObject({ initialised: true, version: '18', server: { status: 'ready' } });
  expect(report.initialised && report.dataBytes).toBeGreaterThan(10_000_000);
  await ledger.close();
});

test.runIf(isRoot())('keeps the data elsewhere where the user of the server cannot pass (needs root)', async () => {
  const place = await makePlace();
  await chmod(place, 0o700);
  const ledger = await open(place);
  await ledger.tenant('local').putRun(exampleRun('a'));
  const report = await inspectEmbeddedPostgres(place);
  await ledger.close();
  const cluster = report.initialised ? report.cluster : '';
  expect(cluster).toMatch(/^\/var\/lib\/pipwright\/cluster-[0-9a-f]{16}$/);
  const again = await open(place);
  await expectRun(again, 'a');
  await again.close();
  await rm(cluster, { recursive: true });
});

test.runIf(isRoot())('runs as the ordinary user who starts it (needs root, to become one)', async () => {
  const user = await unprivilegedUser();
  const own = await makePlace();
  await chown(own, user.uid, user.gid);
  const source = holder(own).replace('process.argv', "['leave']");
  const script = startScript({ source, user });
  await script.line();
  await script.succeed();
  const report = await inspectEmbeddedPostgres(own);
  expect(report).toMatchObject({ initialised: true, cluster: join(own, 'cluster'), server: null });
  expect((await stat(join(own, 'cluster'))).uid).toBe(user.uid);
});

test('damaged settings are named, by the ledger and by the report', async () => {
  const place = await makePlace();
  await writeFile(join(place, 'settings.json'), '{ "format": 1, ');
  const error = { code: 'EMBEDDED_POSTGRES_FAILED', message: expect.stringContaining('JSON') as string };
  await expect(open(place)).rejects.toMatchObject(error);
  await expect(inspectEmbeddedPostgres(place)).rejects.toMatchObject(error);
  await rm(join(place, 'settings.json'));
});
