import { createHash } from 'node:crypto';
import { findInstrument, findReferenceMarket, type QuotedMarket, type SymbolName } from '@pipwright/model';
import { errors } from '../errors.ts';
import { portablePath } from '../files/name-hints.ts';
import type { SourceFile } from '../files/source-file.ts';
import { detectMember, membersOf, type DetectedFile, type DetectOptions } from '../formats/detect-format.ts';
import type { RowRange } from './limit-range.ts';

/** Changes when the same bytes would be read differently than before. */
const READER_VERSION = 1;

/** A bid file (or one with both sides) and the ask file that belongs to it. */
export interface ImportPart {
  readonly file: DetectedFile;
  readonly ask: DetectedFile | null;
}

/** What is imported as one step that either has happened or has not: a file, a pair, or the files of one download. */
export interface ImportUnit {
  readonly name: string;
  readonly digest: string;
  readonly symbol: SymbolName;
  readonly instrument: QuotedMarket;
  /** In order of time. All of one symbol, content and timeframe. */
  readonly parts: readonly ImportPart[];
}

/** A recognised file with the digest of its bytes. */
export interface HashedFile {
  readonly file: DetectedFile;
  readonly bytesDigest: string;
}

async function digestOf(file: SourceFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of file.read()) hash.update(piece);
  return hash.digest('hex');
}

/** Recognises the data files of a source. Throws the errors of `detectFormat`. */
export async function hashAndDetect(source: SourceFile, options: DetectOptions): Promise<HashedFile[]> {
  const bytesDigest = await digestOf(source);
  const members = await membersOf(source);
  const found: HashedFile[] = [];
  for (const [index, member] of members.entries()) {
    found.push({ file: await detectMember(member, options), bytesDigest: `${bytesDigest}/${index}` });
  }
  return found;
}

export interface UnitOptions extends DetectOptions {
  readonly source?: string | undefined;
  readonly rowTime?: 'open' | 'close' | undefined;
  readonly acceptMisaligned?: boolean | undefined;
  readonly range?: RowRange | undefined;
}

/** The instrument of a file. Throws `SYMBOL_UNKNOWN` or `INSTRUMENT_UNKNOWN`. */
function instrumentOf(file: DetectedFile, options: UnitOptions): QuotedMarket {
  if (options.instrument !== undefined) return options.instrument;
  if (file.symbol === undefined) throw errors.SYMBOL_UNKNOWN({ file: file.name });
  const instrument = findInstrument(file.symbol) ?? findReferenceMarket(file.symbol);
  if (instrument === undefined) throw errors.INSTRUMENT_UNKNOWN({ symbol: file.symbol, file: file.name });
  return instrument;
}

function unitDigest(files: readonly HashedFile[], options: UnitOptions): string {
  const meaning = files.map(({ file, bytesDigest }) => [
    bytesDigest,
    file.identity,
    file.symbol,
    file.timeframe ?? '',
    file.side,
    file.zone.rule,
    file.zone.basis,
  ]);
  const { from = '', to = '' } = options.range ?? {};
  const choices = [options.source ?? '', options.rowTime ?? 'open', options.acceptMisaligned === true, from, to];
  return createHash('sha256')
    .update(JSON.stringify([READER_VERSION, meaning, choices]))
    .digest('hex');
}

/** Makes a unit of files that belong together, in order of time. */
export function makeUnit(
  name: string,
  parts: readonly (readonly [HashedFile, HashedFile | null])[],
  options: UnitOptions,
): ImportUnit {
  const files = parts.flatMap(([file, ask]) => (ask === null ? [file] : [file, ask]));
  const instrument = instrumentOf((files[0] as HashedFile).file, options);
  return {
    name,
    digest: unitDigest(files, options),
    symbol: instrument.symbol,
    instrument,
    parts: parts.map(([file, ask]) => ({ file: file.file, ask: ask?.file ?? null })),
  };
}

/** Name without the word for its side: equal for the two files of a pair. */
function pairKey(file: DetectedFile): string {
  const name = portablePath(file.name).replaceAll(/bid|ask/gi, '*');
  return [file.format, file.symbol ?? '', file.timeframe ?? '', name].join('|');
}

/**
 * Puts bid and ask files together and makes a unit of each. Throws `ASK_WITHOUT_BID` and the errors of `instrumentOf`
 * through `refuse`, which is told the file and goes on with the others.
 */
export function groupIntoUnits(
  files: readonly HashedFile[],
  options: UnitOptions,
  refuse: (file: string, error: unknown) => void,
): ImportUnit[] {
  const asks = new Map<string, HashedFile>();
  for (const hashed of files) if (hashed.file.side === 'ask') asks.set(pairKey(hashed.file), hashed);
  const units: ImportUnit[] = [];
  const attempt = (file: string, make: () => ImportUnit): void => {
    try {
      units.push(make());
    } catch (error) {
      refuse(file, error);
    }
  };
  for (const hashed of files.filter(({ file }) => file.side !== 'ask')) {
    const ask = hashed.file.side === 'bid' ? (asks.get(pairKey(hashed.file)) ?? null) : null;
    if (ask !== null) asks.delete(pairKey(ask.file));
    const name = ask === null ? hashed.file.name : `${hashed.file.name} + ${ask.file.name}`;
    attempt(hashed.file.name, () => makeUnit(name, [[hashed, ask]], options));
  }
  for (const { file } of asks.values()) refuse(file.name, errors.ASK_WITHOUT_BID({ file: file.name }));
  return units;
}
