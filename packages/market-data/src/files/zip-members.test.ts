import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openSource, readWhole } from './source-file.ts';
import { ARCHIVE_LIMITS, listZipMembers } from './zip-members.ts';

async function membersOf(files: Record<string, Uint8Array>, limits = ARCHIVE_LIMITS) {
  return listZipMembers(await openSource({ name: 'a.zip', bytes: zipSync(files) }), limits);
}

test('data entries are listed and unpacked, notes and folders are not', async () => {
  const members = await membersOf({
    'DAT.txt': strToU8('note'),
    'x/': new Uint8Array(0),
    'x/b.csv': strToU8('bb'),
    'a.csv': strToU8('aaa'),
  });
  expect(members.map(({ name }) => name)).toEqual(['a.zip:x/b.csv', 'a.zip:a.csv']);
  const texts = await Promise.all(
    members.map(async (member) => new TextDecoder().decode(await readWhole(member, 100))),
  );
  expect(texts).toEqual(['bb', 'aaa']);
});

describe('an archive from a stranger', () => {
  test('whose entry unpacks to far more than its size is refused', async () => {
    const limits = { ...ARCHIVE_LIMITS, ratioFreeBytes: 1_000_000 };
    const [member] = await membersOf({ 'bomb.csv': new Uint8Array(30_000_000) }, limits);
    await expect(readWhole(member!, 1e9)).rejects.toMatchObject({ code: 'ARCHIVE_UNSAFE', category: 'SECURITY' });
  });

  test('whose entry is too long, or that has too many, is refused', async () => {
    const [member] = await membersOf({ 'a.csv': new Uint8Array(5000) }, { ...ARCHIVE_LIMITS, entryBytesMax: 4000 });
    await expect(readWhole(member!, 1e9)).rejects.toMatchObject({ code: 'ARCHIVE_UNSAFE' });
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`${index}.csv`, new Uint8Array(1)]));
    await expect(membersOf(many, { ...ARCHIVE_LIMITS, entriesMax: 10 })).rejects.toMatchObject({
      code: 'ARCHIVE_UNSAFE',
    });
  });

  test('that is cut short is damaged', async () => {
    const text = Array.from({ length: 5000 }, (_, index) => `${index * 7919},${index}`).join('\n');
    const bytes = zipSync({ 'a.csv': strToU8(text) });
    const source = await openSource({ name: 'a.zip', bytes: bytes.subarray(0, bytes.length >> 1) });
    const read = async (): Promise<unknown> => readWhole((await listZipMembers(source))[0]!, 1e9);
    await expect(read()).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  test('may name its entries as it likes: they are only names', async () => {
    const [member] = await membersOf({ '../../etc/passwd.csv': strToU8('harmless') });
    expect(member?.name).toBe('a.zip:../../etc/passwd.csv');
    expect(new TextDecoder().decode(await readWhole(member!, 100))).toBe('harmless');
  });

  test('without data is said to be empty', async () => {
    await expect(membersOf({ 'readme.txt': strToU8('x') })).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });
});
