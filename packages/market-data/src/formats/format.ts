import type { Timeframe } from '@pipwright/model';
import type { CsvLayout } from '../text/csv-layout.ts';
import type { ZoneStatement } from '../time-zones/time-zone-verdict.ts';

/** The kinds of file that are recognised. */
export const FormatName = {
  Lean: 'lean',
  Mt5: 'mt5',
  Mt5Points: 'mt5-points',
  Histdata: 'histdata',
  DukascopyCsv: 'dukascopy-csv',
  DukascopyBi5: 'dukascopy-bi5',
  DukascopyJson: 'dukascopy-json',
  Truefx: 'truefx',
  Csv: 'csv',
} as const;
export type FormatName = (typeof FormatName)[keyof typeof FormatName];

/** What a volume counts. `none`: the provider gives no volume and the column is zero. */
export type VolumeUnit = 'ticks' | 'millions' | 'unknown' | 'none';

/** Which prices a file of candles holds. A file with one side only is paired with the other where both are given. */
export type PriceSide = 'both' | 'bid' | 'ask';

/** A text file whose rows can be read; what its lines do not say is still open. */
export interface TextFormat {
  readonly format: FormatName;
  readonly content: 'candles' | 'ticks';
  readonly layout: CsvLayout;
  readonly zone: ZoneStatement;
  readonly volumeUnit: VolumeUnit;
  /** Whose data it is, as it is stored with each candle. */
  readonly source: string;
  /** Prices are integers of the instrument's tick. */
  readonly integerPoints?: boolean;
  readonly symbol?: string;
  readonly timeframe?: Timeframe;
}

/** The first lines of a text file, and its name's date: what a format is recognised by. */
export interface TextSample {
  readonly name: string;
  readonly lines: readonly string[];
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | undefined;
}

/** Looks at a sample and says how to read it, or that it is something else. */
export type TextRecogniser = (sample: TextSample) => TextFormat | undefined;

/** `true` where the line, or the next ones where it is a header, all match. */
export function everyLine(lines: readonly string[], pattern: RegExp): boolean {
  return lines.length > 0 && lines.slice(0, 50).every((line) => pattern.test(line));
}

export const CIVIL_YMD = { kind: 'civil', order: 'ymd' } as const;
