import { PRICE_FIELDS, type CsvField, type CsvLayout, type RejectedRow, type RowBlock } from './csv-layout.ts';
import { fieldText, parseNumberField } from './number-field.ts';
import { parseCivilField, parseClockField, type TimeFormat } from './time-field.ts';

/** Rows of one block, and so of one step of an import: 21 MB of columns. */
export const BLOCK_ROWS = 262_144;
/** No known format comes near this; a file with longer lines is not what it was taken for. */
const LINE_BYTES_MAX = 65_536;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const SPACE = 32;
const DAY_MS = 86_400_000;

interface BlockInProgress {
  length: number;
  readonly line: Float64Array;
  readonly time: Float64Array;
  readonly values: Partial<Record<CsvField, Float64Array>>;
  readonly rejected: RejectedRow[];
}

/**
 * Reads rows from bytes that arrive in pieces. Lines may be split between pieces.
 * It never makes a string of a row that is right.
 */
export class CsvReader {
  readonly #layout: CsvLayout;
  readonly #delimiter: number;
  #targets: readonly (Float64Array | null)[];
  readonly #divides: readonly boolean[];
  readonly #columnLast: number;
  #block: BlockInProgress;
  #carry: Uint8Array = new Uint8Array(0);
  #line = 0;

  constructor(layout: CsvLayout) {
    this.#layout = layout;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#divides = layout.columns.map((field) => field !== null && PRICE_FIELDS.includes(field));
    this.#columnLast = layout.columns.findLastIndex((field) => field !== null);
    this.#block = this.#emptyBlock();
    this.#targets = this.#targetsOf(this.#block);
  }

  /** Reads the lines that `bytes` completes; yields each block that becomes full. */
  *push(bytes: Uint8Array): Generator<RowBlock> {
    let data = bytes;
    if (this.#carry.length > 0) {
      data = new Uint8Array(this.#carry.length + bytes.length);
      data.set(this.#carry);
      data.set(bytes, this.#carry.length);
    }
    let start = 0;
    for (;;) {
      const end = data.indexOf(NEWLINE, start);
      if (end < 0) break;
      this.#readLine(data, start, end);
      start = end + 1;
      if (this.#block.length === BLOCK_ROWS || this.#block.rejected.length === BLOCK_ROWS) yield this.#takeBlock();
    }
    // A copy: the caller may reuse its buffer.
    this.#carry = data.slice(start);
    if (this.#carry.length > LINE_BYTES_MAX) {
      this.#reject(this.#line + 1, 'line', fieldText(data, start, start + 60), 'the line has no end');
      this.#carry = new Uint8Array(0);
    }
  }

  /** Reads a last line without an end, and gives what is left. */
  *finish(): Generator<RowBlock> {
    if (this.#carry.length > 0) this.#readLine(this.#carry, 0, this.#carry.length);
    this.#carry = new Uint8Array(0);
    if (this.#block.length > 0 || this.#block.rejected.length > 0) yield this.#takeBlock();
  }

  #emptyBlock(): BlockInProgress {
    const values: Partial<Record<CsvField, Float64Array>> = {};
    for (const field of this.#layout.columns) {
      if (field !== null && field !== 'time' && field !== 'date' && field !== 'clock')
        values[field] = new Float64Array(BLOCK_ROWS);
    }
    return { length: 0, line: new Float64Array(BLOCK_ROWS), time: new Float64Array(BLOCK_ROWS), values, rejected: [] };
  }

  #targetsOf(block: BlockInProgress): (Float64Array | null)[] {
    return this.#layout.columns.map((field) => (field === null ? null : (block.values[field] ?? null)));
  }

  #takeBlock(): RowBlock {
    const { length, line, time, values, rejected } = this.#block;
    const cut: Partial<Record<CsvField, Float64Array>> = {};
    for (const [field, column] of Object.entries(values)) cut[field as CsvField] = column.subarray(0, length);
    this.#block = this.#emptyBlock();
    this.#targets = this.#targetsOf(this.#block);
    return { length, line: line.subarray(0, length), time: time.subarray(0, length), values: cut, rejected };
  }

  #reject(line: number, field: string, value: string, reason: string): void {
    this.#block.rejected.push({ line, field, value, reason });
  }

  #readLine(data: Uint8Array, start: number, lineEnd: number): void {
    this.#line++;
    const end = lineEnd > start && data[lineEnd - 1] === RETURN ? lineEnd - 1 : lineEnd;
    if (this.#line <= this.#layout.headerLines || end === start) return;
    const block = this.#block;
    const row = block.length;
    const { columns, priceDivisor } = this.#layout;
    let time = 0;
    let from = start;
    for (let column = 0; column <= this.#columnLast; column++) {
      if (from > end) {
        this.#reject(
          this.#line,
          columns[column] ?? `column ${column + 1}`,
          fieldText(data, start, end),
          'column is missing',
        );
        return;
      }
      let to = from;
      while (to < end && data[to] !== this.#delimiter) to++;
      const field = columns[column];
      if (field !== null && field !== undefined) {
        const value = this.#readField(data, from, to, field, column);
        if (Number.isNaN(value)) {
          this.#reject(this.#line, field, fieldText(data, from, to), reasonOf(field));
          return;
        }
        const target = this.#targets[column];
        if (target) target[row] = priceDivisor !== 1 && this.#divides[column] ? value / priceDivisor : value;
        else time += value;
      }
      from = to + 1;
    }
    block.time[row] = time;
    block.line[row] = this.#line;
    block.length = row + 1;
  }

  #readField(data: Uint8Array, fieldFrom: number, fieldTo: number, field: CsvField, column: number): number {
    let from = fieldFrom;
    let to = fieldTo;
    while (from < to && (data[from] === SPACE || data[from] === QUOTE)) from++;
    while (to > from && (data[to - 1] === SPACE || data[to - 1] === QUOTE)) to--;
    if (this.#targets[column]) return parseNumberField(data, from, to);
    if (field === 'clock') return parseClockField(data, from, to);
    return parseTimeField(data, from, to, this.#layout.time);
  }
}

function reasonOf(field: CsvField): string {
  return field === 'time' || field === 'date' || field === 'clock' ? 'is not a time' : 'is not a number';
}

function parseTimeField(data: Uint8Array, from: number, to: number, format: TimeFormat): number {
  if (format.kind === 'civil') return parseCivilField(data, from, to, format.order);
  const value = parseNumberField(data, from, to);
  if (format.kind === 'epoch') return Math.round(value * format.unitMs);
  return value >= 0 && value < DAY_MS ? value + format.dayStartMs : Number.NaN;
}
