import type { BlobStore } from '@pipwright/storage/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A place where one test keeps its blobs. */
export interface BlobStorePlace {
  open(): BlobStore;
  remove(): Promise<void>;
}

const bytes = (text: string) => new TextEncoder().encode(text);

/** What every blob store does, whatever its engine. */
export function describeBlobStore(name: string, makePlace: () => Promise<BlobStorePlace>): void {
  describe(`${name} as blob store`, () => {
    let place: BlobStorePlace;
    let store: BlobStore;
    beforeEach(async () => {
      place = await makePlace();
      store = place.open();
    });
    afterEach(() => place.remove());

    test('gives back the bytes that were put, also to a store opened later', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, value) => value);
      await store.put('models/eurusd-h1.bin', all);
      await store.put('empty', new Uint8Array(0));
      expect(await place.open().get('models/eurusd-h1.bin')).toEqual(all);
      expect(await store.get('empty')).toEqual(new Uint8Array(0));
    });

    test('has null for what it does not hold', async () => {
      await store.put('models/a', bytes('a'));
      expect(await store.get('models')).toBeNull();
      expect(await store.get('models/b')).toBeNull();
      expect(await store.get('models/a/b')).toBeNull();
    });

    test('replaces a blob as a whole, under readers and writers at the same time', async () => {
      const versions = Array.from({ length: 8 }, (_, index) => bytes(String(index).repeat(100_000)));
      await store.put('report.html', versions[0] as Uint8Array);
      const writes = versions.map((version) => store.put('report.html', version));
      const reads = versions.map(() => store.get('report.html'));
      for (const read of await Promise.all(reads)) expect(new Set(read)).toHaveProperty('size', 1);
      for (const read of await Promise.all(reads)) expect(read).toHaveLength(100_000);
      await Promise.all(writes);
      expect(await store.list('')).toEqual(['report.html']);
    });

    test('lists the names with a prefix, sorted', async () => {
      for (const blob of ['runs/b', 'runs/a', 'runs/a-2/x', 'models/a', 'run']) await store.put(blob, bytes(blob));
      expect(await store.list('')).toEqual(['models/a', 'run', 'runs/a', 'runs/a-2/x', 'runs/b']);
      expect(await store.list('runs/')).toEqual(['runs/a', 'runs/a-2/x', 'runs/b']);
      expect(await store.list('runs/a')).toEqual(['runs/a', 'runs/a-2/x']);
      expect(await store.list('none/')).toEqual([]);
    });

    test('removes, and does not mind when there is nothing to remove', async () => {
      await store.put('a', bytes('a'));
      await store.remove('a');
      await store.remove('a');
      expect(await store.get('a')).toBeNull();
    });

    test.each([
      '',
      '.',
      '..',
      '../a',
      'a/../b',
      '/a',
      'a/',
      'a//b',
      'a\\b',
      'A',
      'a b',
      '.hidden',
      'a\0',
      'x'.repeat(201),
    ])('refuses the name %j', async (invalid) => {
      await expect(store.put(invalid, bytes('a'))).rejects.toMatchObject({ category: 'SECURITY' });
      await expect(store.get(invalid)).rejects.toMatchObject({ category: 'SECURITY' });
      await expect(store.remove(invalid)).rejects.toMatchObject({ category: 'SECURITY' });
    });
  });
}
