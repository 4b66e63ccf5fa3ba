import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBlobStore } from '@pipwright/testkit';
import { expect, test } from 'vitest';
import { openDirectoryBlobStore } from './index.ts';

const makeDirectory = () => mkdtemp(join(tmpdir(), 'pipwright-blobs-'));

describeBlobStore('A directory', async () => {
  const directory = await makeDirectory();
  return {
    open: () => openDirectoryBlobStore(join(directory, 'blobs')),
    remove: () => rm(directory, { recursive: true }),
  };
});

test('what a killed process left unfinished is no blob', async () => {
  const directory = await makeDirectory();
  await writeFile(join(directory, '.0011223344556677.unfinished'), 'half');
  const store = openDirectoryBlobStore(directory);
  expect(await store.list('')).toEqual([]);
  await rm(directory, { recursive: true });
});

test('a blob that cannot be written says so and leaves nothing behind', async () => {
  const directory = await makeDirectory();
  const store = openDirectoryBlobStore(directory);
  await store.put('models/a', Uint8Array.of(1));
  await expect(store.put('models', Uint8Array.of(1))).rejects.toMatchObject({ code: 'BLOB_STORE_FAILED' });
  expect(await readdir(directory)).toEqual(['models']);
  await rm(directory, { recursive: true });
});
