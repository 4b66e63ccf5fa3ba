import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReportDocument } from '@pipwright/protocol';
import { errors } from '../errors.ts';
import { readEquity, readReport } from '../report/stored-report.ts';
import type { Stores } from '../stores.ts';
import { csvParts } from './csv.ts';
import { equityTable, tradeTable, type ExportTable } from './export-table.ts';
import { parquetBytes } from './parquet.ts';

export interface ExportOptions {
  readonly stores: Stores;
  readonly runId: string;
  /** Files to write; the extension says in which format. */
  readonly trades?: string;
  readonly equity?: string;
}

/** A file that was written. */
export interface ExportedFile {
  readonly what: 'trades' | 'equity';
  readonly file: string;
  readonly format: 'csv' | 'parquet';
  readonly rows: number;
}

type Format = ExportedFile['format'];

function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase();
  if (extension === '.csv') return 'csv';
  if (extension === '.parquet') return 'parquet';
  throw errors.EXPORT_FORMAT_UNKNOWN({ file });
}

/** Writes beside the file and moves it there at the end: nobody reads half a table. */
async function writeTable(file: string, format: Format, table: ExportTable, report: ReportDocument): Promise<void> {
  const part = `${file}.part`;
  try {
    if (format === 'csv') await pipeline(Readable.from(csvParts(table)), createWriteStream(part));
    else {
      const { runId, digest, currency, version } = report;
      writeFileSync(part, parquetBytes(table, { run: runId, digest, currency, pipwright: version }));
    }
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/**
 * Writes the trades and the equity of a stored backtest as files. Throws `NO_BACKTEST`, `REPORT_OUTDATED`,
 * `EXPORT_FORMAT_UNKNOWN` before anything is written, and what the file system says.
 */
export async function exportRun({ stores, runId, trades, equity }: ExportOptions): Promise<readonly ExportedFile[]> {
  const wanted = { trades, equity };
  const formats = new Map(
    Object.values(wanted).flatMap((file) => (file === undefined ? [] : [[file, formatOf(file)]])),
  );
  const report = await readReport(stores, runId);
  const written: ExportedFile[] = [];
  for (const what of ['trades', 'equity'] as const) {
    const name = wanted[what];
    if (name === undefined) continue;
    const file = resolve(name);
    const format = formats.get(name) as Format;
    const table =
      what === 'trades' ? tradeTable(report) : equityTable(await readEquity(stores, report), report.minorDigits);
    await writeTable(file, format, table, report);
    written.push({ what, file, format, rows: table.rows });
  }
  return written;
}
