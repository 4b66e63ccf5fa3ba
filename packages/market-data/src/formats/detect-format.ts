import { findInstrument, findReferenceMarket, type QuotedMarket, type Timeframe } from '@pipwright/model';
import { errors } from '../errors.ts';
import { nameHints, type NameHints } from '../files/name-hints.ts';
import { openSource, readHead, type ArchiveMember, type ImportSource, type SourceFile } from '../files/source-file.ts';
import { isUtf16, withoutUtf16 } from '../files/utf16-text.ts';
import { isZip, listZipMembers } from '../files/zip-members.ts';
import { bi5Name } from '../providers/dukascopy/file-names.ts';
import { readBi5, readDukascopyJson } from '../providers/dukascopy/files.ts';
import { CsvReader } from '../text/csv-reader.ts';
import { timeZoneRule } from '../time-zones/time-zone-rule.ts';
import type { ZoneStatement } from '../time-zones/time-zone-verdict.ts';
import { candlesOfRows, ticksOfRows, type Block, type ReadContext } from './blocks.ts';
import { FormatName, type PriceSide, type TextFormat, type VolumeUnit } from './format.ts';
import type { CsvOptions } from './named-columns.ts';
import { recogniseText, sampleLines } from './recognise-text.ts';
import { commonStepMs, timeframeOfStep } from './timeframe-of-times.ts';

/** What the user says about files, before their content is asked. */
export interface DetectOptions {
  readonly symbol?: string | undefined;
  readonly timeframe?: Timeframe | undefined;
  /** A rule's name; see `timeZoneRule`. */
  readonly timeZone?: string | undefined;
  readonly side?: 'bid' | 'ask' | undefined;
  readonly csv?: CsvOptions | undefined;
  /** The contract of `symbol`, where the catalogue does not have it. */
  readonly instrument?: QuotedMarket | undefined;
}

/** A file, or an entry of an archive, and how it is read. */
export interface DetectedFile {
  /** Path, or `path:entry` inside an archive. */
  readonly name: string;
  readonly format: FormatName;
  readonly content: 'candles' | 'ticks';
  /** Undefined where neither the user nor name nor content say. */
  readonly symbol: string | undefined;
  /** Undefined for ticks, and for candles whose spacing is no timeframe. */
  readonly timeframe: Timeframe | undefined;
  readonly side: PriceSide;
  readonly zone: ZoneStatement;
  readonly volumeUnit: VolumeUnit;
  /** Whose data it is. */
  readonly source: string;
  /** Everything that was understood, as text: a file read in another way is another import. */
  readonly identity: string;
  /** Notes for the person who imports: what was understood that might surprise. */
  readonly notes: readonly string[];
  /** Rows from the start of the file, unchecked. */
  read(context: ReadContext): AsyncIterable<Block>;
}

const HEAD_BYTES = 131_072;

function zoneOf(options: DetectOptions, zone: ZoneStatement): ZoneStatement {
  if (options.timeZone === undefined) return zone;
  return { rule: timeZoneRule(options.timeZone).name, basis: 'stated' };
}

async function* readText(member: ArchiveMember, format: TextFormat, context: ReadContext): AsyncIterable<Block> {
  const scale = format.integerPoints === true ? Math.round(1 / context.instrument.tickSize) : 1;
  const layout = { ...format.layout, priceDivisor: format.layout.priceDivisor * scale };
  const reader = new CsvReader(layout);
  const toBlock = format.content === 'candles' ? candlesOfRows : ticksOfRows;
  for await (const piece of member.read()) {
    for (const rows of reader.push(piece)) yield toBlock(rows, context);
  }
  for (const rows of reader.finish()) yield toBlock(rows, context);
}

function timeframeOfText(head: Uint8Array, format: TextFormat, hints: NameHints): Timeframe | undefined {
  const reader = new CsvReader(format.layout);
  const rows = [...reader.push(head), ...reader.finish()][0];
  const step = rows === undefined ? undefined : commonStepMs(rows.time);
  if (step === undefined) return format.timeframe ?? hints.timeframe;
  // One or two rows may stand on both sides of a weekend; the name knows better then.
  if ((rows?.length ?? 0) < 4) return format.timeframe ?? hints.timeframe ?? timeframeOfStep(step);
  return timeframeOfStep(step);
}

function sideOfText(format: TextFormat, hints: NameHints, options: DetectOptions): PriceSide {
  const { columns } = format.layout;
  if (format.content === 'ticks' || columns.includes('askOpen')) return 'both';
  return options.side ?? hints.side ?? 'bid';
}

function headText(head: Uint8Array): string {
  return new TextDecoder('latin1').decode(head.subarray(0, 60)).replaceAll(/[^\x20-\x7E]/g, '.');
}

function detectText(member: ArchiveMember, head: Uint8Array, options: DetectOptions): DetectedFile {
  const hints = nameHints(member.name);
  const lines = sampleLines(head, head.length < HEAD_BYTES);
  const format = recogniseText({ name: member.name, lines, date: hints.date }, options.csv);
  if (format === undefined) throw errors.FORMAT_UNKNOWN({ file: member.name, head: headText(head) });
  const { content, volumeUnit, source } = format;
  return {
    name: member.name,
    format: format.format,
    content,
    symbol: options.symbol ?? symbolName(format.symbol) ?? hints.symbol,
    timeframe: content === 'ticks' ? undefined : (options.timeframe ?? timeframeOfText(head, format, hints)),
    side: sideOfText(format, hints, options),
    zone:
      format.zone.basis === 'format' && format.zone.rule === 'utc' && carriesZone(format)
        ? format.zone
        : zoneOf(options, format.zone),
    volumeUnit,
    source,
    identity: JSON.stringify([format.format, format.layout, format.integerPoints ?? false]),
    notes: format.integerPoints === true ? ["prices are whole points of the instrument's tick"] : [],
    read: (context) => readText(member, format, context),
  };
}

/** Times with a stated offset are UTC once read; another rule on top would shift them twice. */
function carriesZone(format: TextFormat): boolean {
  return format.format === FormatName.Csv;
}

function symbolName(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (findInstrument(text) ?? findReferenceMarket(text))?.symbol;
}

const DUKASCOPY = {
  zone: { rule: 'utc', basis: 'format' },
  volumeUnit: 'millions',
  source: 'dukascopy',
  notes: [],
} as const;

function detectBi5(member: ArchiveMember, options: DetectOptions): DetectedFile {
  const name = bi5Name(member.name);
  if (name === undefined)
    throw errors.PERIOD_UNKNOWN({ file: member.name, expected: 'EURUSD/2019/01/04/08h_ticks.bi5' });
  const { content, timeframe, side } = name;
  const symbol = options.symbol ?? symbolName(name.symbol) ?? name.symbol;
  const format = FormatName.DukascopyBi5;
  const base = {
    ...DUKASCOPY,
    name: member.name,
    format,
    content,
    symbol,
    timeframe,
    side,
    identity: JSON.stringify(name),
  };
  return { ...base, read: (context) => readBi5(member, name, context) };
}

const JSON_KEYS = ['"timestamp"', '"multiplier"', '"times"'];

function detectJson(member: ArchiveMember, head: Uint8Array, options: DetectOptions): DetectedFile | undefined {
  const text = new TextDecoder().decode(head);
  if (!JSON_KEYS.every((key) => text.includes(key))) return undefined;
  const content = text.includes('"shift"') ? 'candles' : 'ticks';
  const shift = Number(/"shift"\s*:\s*(\d+)/.exec(text)?.[1]);
  const hints = nameHints(member.name);
  const side = content === 'ticks' ? 'both' : (options.side ?? hints.side ?? sideOfFolders(member.name) ?? 'bid');
  return {
    ...DUKASCOPY,
    name: member.name,
    format: FormatName.DukascopyJson,
    identity: content,
    content,
    symbol: options.symbol ?? hints.symbol,
    timeframe: content === 'ticks' ? undefined : timeframeOfStep(shift),
    side,
    read: (context) => readDukascopyJson(member, content, context),
  };
}

/** In the feed's own paths the side is a folder: `candles/minute/EUR-USD/BID/2026/7/10`. */
function sideOfFolders(name: string): 'bid' | 'ask' | undefined {
  const match = /\/(BID|ASK)\//.exec(name);
  return match === null ? undefined : match[1] === 'BID' ? 'bid' : 'ask';
}

/** Recognises one file or entry of an archive; see `detectFormat`. */
export async function detectMember(member: ArchiveMember, options: DetectOptions): Promise<DetectedFile> {
  const head = await readHead(member.read(), HEAD_BYTES);
  if (/\.bi5$/i.test(member.name)) return detectBi5(member, options);
  if (isUtf16(head)) return detectMember(withoutUtf16(member), options);
  if (head[0] === 0x7b) {
    const json = detectJson(member, head, options);
    if (json !== undefined) return json;
  }
  if (head.subarray(0, 4096).includes(0)) throw errors.FORMAT_UNKNOWN({ file: member.name, head: headText(head) });
  return detectText(member, head, options);
}

/** The data files that a source holds: itself, or the data entries of an archive. */
export async function membersOf(file: SourceFile): Promise<readonly ArchiveMember[]> {
  const head = await readHead(file.read(), 4);
  return isZip(head) ? listZipMembers(file) : [file];
}

/**
 * Says what a file is and how it would be read: by its content, with its name filling what that does not say.
 * Throws `FILE_UNREADABLE`, `FORMAT_UNKNOWN`, `FILE_CORRUPT`, `ARCHIVE_UNSAFE`, `PERIOD_UNKNOWN`, `OPTION_INVALID`
 * or `COLUMN_MISSING`.
 */
export async function detectFormat(source: ImportSource, options: DetectOptions = {}): Promise<DetectedFile[]> {
  const members = await membersOf(await openSource(source));
  return Promise.all(members.map((member) => detectMember(member, options)));
}
