import { recogniseDukascopyCsv } from './dukascopy-csv.ts';
import type { TextFormat, TextRecogniser, TextSample } from './format.ts';
import { recogniseHistdata } from './histdata.ts';
import { recogniseLean } from './lean.ts';
import { recogniseMt5, recogniseMt5Points } from './mt5.ts';
import { readNamedColumns, recogniseHeader, type CsvOptions } from './named-columns.ts';
import { recogniseTruefx } from './truefx.ts';

/** The exact formats first; any file with a telling header last. */
const RECOGNISERS: readonly TextRecogniser[] = [
  recogniseLean,
  recogniseHistdata,
  recogniseTruefx,
  recogniseMt5,
  recogniseMt5Points,
  recogniseDukascopyCsv,
  recogniseHeader,
];

/** Whole lines of the first bytes of a file. */
export function sampleLines(head: Uint8Array, isWhole: boolean): string[] {
  const text = new TextDecoder().decode(head);
  const lines = text.split('\n');
  // The last line may be cut.
  if (!isWhole) lines.pop();
  return lines
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '')
    .slice(0, 1000);
}

/** How to read a text file: as the user says, or as its first lines show. */
export function recogniseText(sample: TextSample, csv: CsvOptions | undefined): TextFormat | undefined {
  if (csv !== undefined) return readNamedColumns(sample, csv);
  for (const recognise of RECOGNISERS) {
    const format = recognise(sample);
    if (format !== undefined) return format;
  }
  return undefined;
}
