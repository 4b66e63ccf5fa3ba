/**
 * Long columns as few bytes: what a report holds thousands of. A header in JSON names the columns; behind it stands each
 * column's own coding; all of it is deflated. Both sides use what browsers and Node have built in.
 *
 * - `whole`: numbers that are whole multiples of `10^-decimals`, as variable-length integers, or as their differences
 *   where that is shorter. Money, times and prices on a grid come back as exactly the numbers that they were.
 * - `float`: any other numbers, NaN included, as float64 with equal bytes of all values side by side.
 * - `text`: the distinct texts once, then which of them each row has.
 */

/** Numbers or texts, one per row. */
export type Column = readonly number[] | Float64Array | readonly string[];

type Coding =
  | { readonly kind: 'whole'; readonly decimals: number; readonly differences: boolean }
  | { readonly kind: 'float' }
  | { readonly kind: 'text'; readonly texts: readonly string[] };

interface ColumnHead {
  readonly name: string;
  readonly length: number;
  readonly bytes: number;
  readonly coding: Coding;
}

const HEAD_BYTES = 4;
const DECIMALS_MAX = 9;
/** Doubled, as the sign needs, it is still a safe integer. */
const WHOLE_MAX = 2 ** 51;
const VALUE_BYTES = 8;

function damaged(what: string): RangeError {
  return new RangeError(`packed columns are damaged: ${what}`);
}

/** Values as integers of `10^-decimals`, null where they are not exactly that. */
function toWhole(values: readonly number[] | Float64Array, decimals: number): Float64Array | null {
  const scale = 10 ** decimals;
  const whole = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const scaled = Math.round(value * scale);
    if (!(Math.abs(scaled) <= WHOLE_MAX) || scaled / scale !== value) return null;
    whole[index] = scaled;
  }
  return whole;
}

/** Signs alternate: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
function unsigned(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** How many bytes the integers take, or the difference of each to the one before. */
function wholeBytes(whole: Float64Array, differences: boolean): number {
  let bytes = 0;
  let before = 0;
  for (let index = 0; index < whole.length; index++) {
    const value = whole[index]!;
    let rest = unsigned(value - before);
    if (differences) before = value;
    bytes++;
    for (; rest >= 128; bytes++) rest = Math.floor(rest / 128);
  }
  return bytes;
}

/** Numbers below this fit the processor's whole numbers, which divide by shifting. */
const SMALL = 2 ** 31;

function writeWhole(whole: Float64Array, differences: boolean, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  let before = 0;
  for (let index = 0; index < whole.length; index++) {
    const value = whole[index]!;
    let rest = unsigned(value - before);
    if (differences) before = value;
    while (rest >= SMALL) {
      bytes[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    let small = rest | 0;
    while (small >= 128) {
      bytes[at++] = (small & 127) | 128;
      small >>>= 7;
    }
    bytes[at++] = small;
  }
  return bytes;
}

function readWhole(bytes: Uint8Array, { length, coding }: ColumnHead): Float64Array {
  const { decimals, differences } = coding as Extract<Coding, { kind: 'whole' }>;
  const scale = 10 ** decimals;
  const values = new Float64Array(length);
  let at = 0;
  let before = 0;
  for (let index = 0; index < length; index++) {
    let rest = 0;
    let place = 1;
    let byte: number;
    do {
      if (at >= bytes.length) throw damaged('a column ends early');
      byte = bytes[at++]!;
      rest += (byte & 127) * place;
      place *= 128;
    } while (byte >= 128);
    const value = (rest % 2 === 0 ? rest / 2 : -(rest + 1) / 2) + before;
    if (differences) before = value;
    values[index] = value / scale;
  }
  if (at !== bytes.length) throw damaged('a column is too long');
  return values;
}

function writeFloat(values: readonly number[] | Float64Array): Uint8Array<ArrayBuffer> {
  const { length } = values;
  const bytes = new Uint8Array(length * VALUE_BYTES);
  const one = new DataView(new ArrayBuffer(VALUE_BYTES));
  for (let index = 0; index < length; index++) {
    one.setFloat64(0, values[index]!);
    for (let byte = 0; byte < VALUE_BYTES; byte++) bytes[byte * length + index] = one.getUint8(byte);
  }
  return bytes;
}

function readFloat(bytes: Uint8Array, length: number): Float64Array {
  if (bytes.length !== length * VALUE_BYTES) throw damaged('a column has another length');
  const values = new Float64Array(length);
  const one = new DataView(new ArrayBuffer(VALUE_BYTES));
  for (let index = 0; index < length; index++) {
    for (let byte = 0; byte < VALUE_BYTES; byte++) one.setUint8(byte, bytes[byte * length + index]!);
    values[index] = one.getFloat64(0);
  }
  return values;
}

function writeNumbers(values: readonly number[] | Float64Array): { coding: Coding; bytes: Uint8Array<ArrayBuffer> } {
  for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
    const whole = toWhole(values, decimals);
    if (whole === null) continue;
    const plain = wholeBytes(whole, false);
    const stepped = wholeBytes(whole, true);
    const differences = stepped < plain;
    const bytes = writeWhole(whole, differences, differences ? stepped : plain);
    return { coding: { kind: 'whole', decimals, differences }, bytes };
  }
  return { coding: { kind: 'float' }, bytes: writeFloat(values) };
}

function writeTexts(values: readonly string[]): { coding: Coding; bytes: Uint8Array<ArrayBuffer> } {
  const texts = [...new Set(values)];
  const places = new Map(texts.map((text, index) => [text, index]));
  const whole = Float64Array.from(values, (text) => places.get(text)!);
  return { coding: { kind: 'text', texts }, bytes: writeWhole(whole, true, wholeBytes(whole, true)) };
}

function isText(values: Column): values is readonly string[] {
  return typeof values[0] === 'string';
}

async function pass(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Packs named columns of any lengths. */
export async function packColumns(columns: Readonly<Record<string, Column>>): Promise<Uint8Array<ArrayBuffer>> {
  const heads: ColumnHead[] = [];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const [name, values] of Object.entries(columns)) {
    const { coding, bytes } = isText(values) ? writeTexts(values) : writeNumbers(values);
    heads.push({ name, length: values.length, bytes: bytes.length, coding });
    parts.push(bytes);
  }
  const head = new TextEncoder().encode(JSON.stringify(heads));
  const size = new Uint8Array(HEAD_BYTES);
  new DataView(size.buffer).setUint32(0, head.length);
  const whole = new Uint8Array(await new Blob([size, head, ...parts]).arrayBuffer());
  return pass(whole, new CompressionStream('deflate-raw'));
}

/** Columns by name, as they were packed. */
export class UnpackedColumns {
  readonly #columns = new Map<string, Float64Array | readonly string[]>();

  constructor(columns: Iterable<readonly [string, Float64Array | readonly string[]]>) {
    this.#columns = new Map(columns);
  }

  /** Throws `RangeError` where there is no such column of numbers. */
  numbers(name: string): Float64Array {
    const found = this.#columns.get(name);
    if (found instanceof Float64Array) return found;
    throw damaged(`there are no numbers called ${name}`);
  }

  /** Throws `RangeError` where there is no such column of texts. */
  texts(name: string): readonly string[] {
    const found = this.#columns.get(name);
    // An empty column was packed without knowing of what.
    if (found instanceof Float64Array && found.length === 0) return [];
    if (found !== undefined && !(found instanceof Float64Array)) return found;
    throw damaged(`there are no texts called ${name}`);
  }
}

function readColumn(head: ColumnHead, bytes: Uint8Array): Float64Array | readonly string[] {
  const { coding, length } = head;
  if (coding.kind === 'whole') return readWhole(bytes, head);
  if (coding.kind === 'float') return readFloat(bytes, length);
  const places = readWhole(bytes, { ...head, coding: { kind: 'whole', decimals: 0, differences: true } });
  return Array.from(places, (place) => {
    const text = coding.texts[place];
    if (text === undefined) throw damaged('a text is missing');
    return text;
  });
}

/** Undoes `packColumns`. Throws `RangeError` or `TypeError` where the bytes are not what it made. */
export async function unpackColumns(packed: Uint8Array<ArrayBuffer>): Promise<UnpackedColumns> {
  const bytes = await pass(packed, new DecompressionStream('deflate-raw'));
  if (bytes.length < HEAD_BYTES) throw damaged('there is no head');
  const headBytes = new DataView(bytes.buffer).getUint32(0);
  const text = new TextDecoder().decode(bytes.subarray(HEAD_BYTES, HEAD_BYTES + headBytes));
  const heads = JSON.parse(text) as readonly ColumnHead[];
  let at = HEAD_BYTES + headBytes;
  return new UnpackedColumns(
    heads.map((head) => {
      const from = at;
      at += head.bytes;
      return [head.name, readColumn(head, bytes.subarray(from, at))] as const;
    }),
  );
}
