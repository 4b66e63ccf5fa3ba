/** What the kernels `sums`, `lines` and `channels` export; arguments named like its parameters. Pointers are byte offsets. */
export interface CellKernel {
  areUsable(column: number, rows: number, sizeMax: number): number;
  sum(
    column: number,
    rows: number,
    out: number,
    divisor: number,
    block: number,
    current: number,
    period: number,
    position: number,
  ): number;
  channel(
    high: number,
    low: number,
    rows: number,
    highest: number,
    lowest: number,
    edges: number,
    current: number,
    period: number,
    position: number,
  ): number;
  channelAges(
    high: number,
    low: number,
    rows: number,
    highAges: number,
    lowAges: number,
    edges: number,
    places: number,
    current: number,
    period: number,
    position: number,
  ): number;
  moments(
    column: number,
    rows: number,
    means: number,
    deviations: number,
    known: number,
    sums: number,
    current: number,
    period: number,
    position: number,
  ): number;
  lines(
    column: number,
    rows: number,
    slopes: number,
    rSquares: number,
    ends: number,
    block: number,
    current: number,
    period: number,
    position: number,
  ): number;
  shortSum(column: number, rows: number, out: number, divisor: number, period: number): void;
  shortMoments(column: number, rows: number, means: number, deviations: number, period: number): void;
  deviation(column: number, centres: number, rows: number, out: number, period: number): void;
  weightedMean(
    column: number,
    rows: number,
    out: number,
    known: number,
    products: number,
    current: number,
    period: number,
    position: number,
  ): number;
}

/** What `kernels/columns.as.ts` exports. */
export interface ColumnKernel {
  typical(high: number, low: number, close: number, rows: number, out: number): void;
  cci(prices: number, means: number, deviations: number, rows: number, out: number): void;
  flows(
    high: number,
    low: number,
    close: number,
    volume: number,
    rows: number,
    rising: number,
    falling: number,
    previous: number,
  ): number;
  share(part: number, rest: number, rows: number, out: number): void;
  place(
    from: number,
    to: number,
    highest: number,
    lowest: number,
    rows: number,
    scale: number,
    none: number,
    out: number,
  ): void;
  bands(
    column: number,
    means: number,
    deviations: number,
    rows: number,
    factor: number,
    upper: number,
    lower: number,
    percentB: number,
    width: number,
  ): void;
  scores(column: number, means: number, deviations: number, rows: number, out: number): void;
  aroon(up: number, down: number, rows: number, period: number, oscillator: number): void;
  moves(column: number, rows: number, previous: number, out: number): void;
  kama(
    column: number,
    before: number,
    ways: number,
    rows: number,
    faster: number,
    slow: number,
    average: number,
    out: number,
    ratios: number,
  ): number;
}

/** The part of the WebAssembly interface that is used. Node and browsers have it; Node's types do not name it. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
}

interface Host {
  readonly WebAssembly?: WebAssemblyInterface;
  readonly process?: { getBuiltinModule?(id: 'node:fs'): { readFileSync(path: URL): Uint8Array } };
}

/** Rows that the kernel takes at once, and below which calling it costs more than it saves. */
export const KERNEL_ROWS = 1024;
const KERNEL_ROWS_MIN = 32;
/** Greatest period that it takes. */
const KERNEL_PERIOD = 1024;

const PAGES = 4;
/** Numbers of one column of rows, with room for reading a few behind the last. */
const COLUMN = KERNEL_ROWS + 8;
const SCRATCHES = 6;
/** Columns that may be staged. */
const STAGES = 5;
const STAGED = SCRATCHES * COLUMN;
const INPUTS = STAGED + STAGES * COLUMN;
const INPUT = KERNEL_PERIOD + COLUMN;
const OUTPUTS = INPUTS + 4 * INPUT;
const STATE = OUTPUTS + 5 * COLUMN;

interface LoadedKernel {
  readonly cells: CellKernel;
  readonly columns: ColumnKernel;
  readonly numbers: Float64Array;
}

/** The compiled kernel; undefined where it was not built or cannot run. Then cells do the same in TypeScript. */
function load(): LoadedKernel | undefined {
  const { WebAssembly: webAssembly, process } = globalThis as unknown as Host;
  const files = process?.getBuiltinModule?.('node:fs');
  if (webAssembly === undefined || files === undefined) return undefined;
  try {
    const memory = new webAssembly.Memory({ initial: PAGES, maximum: PAGES });
    const instantiate = (name: string): unknown => {
      const bytes = files.readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url));
      return new webAssembly.Instance(new webAssembly.Module(bytes), { env: { memory } }).exports;
    };
    const cells = Object.assign({}, ...['sums', 'lines', 'channels'].map(instantiate)) as CellKernel;
    const columns = instantiate('columns') as ColumnKernel;
    return { cells, columns, numbers: new Float64Array(memory.buffer) };
  } catch {
    return undefined;
  }
}

const loaded = load();

export const cellKernel: CellKernel | undefined = loaded?.cells;

/** The kernel of columns for so many rows; undefined where there is none, or where it does not take so many. */
export function columnKernel(rows: number): ColumnKernel | undefined {
  return rows >= KERNEL_ROWS_MIN && rows <= KERNEL_ROWS ? loaded?.columns : undefined;
}

/** Up to this period a window is added up anew for each row: that is quicker than keeping sums of blocks. */
export const SHORT_PERIOD = 8;

/** Whether the kernel takes so many rows of a window of `period`. */
export function kernelTakes(period: number, rows: number): boolean {
  return rows >= KERNEL_ROWS_MIN && period <= KERNEL_PERIOD && cellKernel !== undefined;
}

/** The kernel's memory, or nothing. */
const numbers = loaded?.numbers ?? new Float64Array(0);

/** Blocks of `KERNEL_ROWS` numbers in the kernel's memory, so that what is in them need not be copied. */
export const kernelScratches: readonly Float64Array[] = Array.from({ length: SCRATCHES }, (_, slot) =>
  loaded === undefined ? new Float64Array(KERNEL_ROWS) : numbers.subarray(slot * COLUMN, slot * COLUMN + KERNEL_ROWS),
);

/** A longer block in the kernel's memory, in which a cell puts its last values and new ones behind one another. */
export const kernelLine: Float64Array =
  loaded === undefined ? new Float64Array(INPUT) : numbers.subarray(INPUTS, INPUTS + INPUT);

/** Columns of which a copy of the rows `stagedFrom` to `stagedTo` is in the kernel's memory. */
const staged: Float64Array[] = Array.from({ length: STAGES }, () => numbers);
let stagedCount = 0;
let stagedFrom = 0;
let stagedTo = 0;

/**
 * Brings rows of a column into the kernel's memory until `unstage`, and says whether all are of a usable size; false also
 * where that is not sure. Cells that take the same rows find them there. At most `KERNEL_ROWS`, of all columns the same.
 */
export function stageUsable(values: Float64Array, from: number, to: number, sizeMax: number): boolean {
  const slot = stagedCount;
  if (cellKernel === undefined || slot === STAGES) return false;
  const at = STAGED + slot * COLUMN;
  numbers.set(values.subarray(from, to), at);
  staged[slot] = values;
  stagedCount = slot + 1;
  stagedFrom = from;
  stagedTo = to;
  return cellKernel.areUsable(at * 8, to - from, sizeMax) !== 0;
}

/** Forgets the staged rows, which their owner may now change. */
export function unstage(): void {
  if (stagedCount === 0) return;
  staged.fill(numbers, 0, stagedCount);
  stagedCount = 0;
}

/** The rows `from` to `to` of a column for the kernel: where they are, or a copy in the input `slot` (0 to 3; the line is in 0). */
export function inputPointer(values: Float64Array, from: number, to: number, slot: number): number {
  if (values.buffer === numbers.buffer) return values.byteOffset + from * 8;
  if (from >= stagedFrom && to <= stagedTo) {
    for (let index = 0; index < stagedCount; index++) {
      if (staged[index] === values) return (STAGED + index * COLUMN + from - stagedFrom) * 8;
    }
  }
  const at = INPUTS + slot * INPUT;
  numbers.set(values.subarray(from, to), at);
  return at * 8;
}

/** Where the kernel writes what belongs to `output` from `at` on: there, or to the output `slot` (0 to 4). */
export function outputPointer(output: Float64Array, at: number, slot: number): number {
  return output.buffer === numbers.buffer ? output.byteOffset + at * 8 : (OUTPUTS + slot * COLUMN) * 8;
}

/** Copies `rows` results of the output `slot` to where they belong, unless they were written there. */
export function deliver(output: Float64Array, at: number, rows: number, slot: number): void {
  if (output.buffer === numbers.buffer) return;
  const start = OUTPUTS + slot * COLUMN;
  output.set(numbers.subarray(start, start + rows), at);
}

/** Copies `rows` results of a scratch block to where they belong. */
export function deliverFrom(block: Float64Array, output: Float64Array, at: number, rows: number): void {
  output.set(block.length === rows ? block : block.subarray(0, rows), at);
}

/** Copies a part of a cell's state into the kernel's memory, `offset` numbers from its beginning; returns where it is. */
export function stateIn(state: Float64Array, offset: number): number {
  const start = STATE + offset;
  for (let index = 0; index < state.length; index++) numbers[start + index] = state[index] as number;
  return start * 8;
}

/** Copies it back. */
export function stateOut(state: Float64Array, offset: number): void {
  const start = STATE + offset;
  for (let index = 0; index < state.length; index++) state[index] = numbers[start + index] as number;
}
