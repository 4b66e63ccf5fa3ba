// Measures the 20 functions of `indicators` and TA-Lib's in C in turns, over the same bars and into memory that is there
// before the clock starts. Prints nanoseconds per bar of the fastest pass, and how far the values are apart.
//
//   node bench/indicators-talib.ts PATH/libta-lib.so [PASSES]
//
// TA-Lib's library is not part of the project. `pip download TA-Lib --no-deps` brings a wheel for Linux that holds it:
// unzip it and take `ta_lib.libs/libta-lib-*.so.*`.
import type { AnyIndicator } from '@pipwright/indicators';
import { load } from 'koffi';
import { INDICATOR_JOBS, type IndicatorJob } from './indicator-jobs.ts';
import { FULL_M1, madeMarket } from './made-market.ts';

/** Averages that never forget are compared from here on: TA-Lib seeds some of them otherwise. */
const SETTLED_ROW = 3000;
const AGREEMENT = 1e-9;

const [path, passes = '5'] = process.argv.slice(2);
if (path === undefined) {
  console.error('node bench/indicators-talib.ts PATH/libta-lib.so [PASSES]');
  process.exit(2);
}
const library = load(path);
library.func('TA_Initialize', 'int', [])();
console.log(`TA-Lib ${String(library.func('TA_GetVersionString', 'const char *', [])())}`);

const { open, high, low, close, volume, length } = madeMarket('M1', FULL_M1).candles;
const bars = { open, high, low, close, volume };
const column = (): Float64Array => new Float64Array(length).fill(1);

type Called = (...values: readonly (number | Float64Array | Int32Array)[]) => unknown;

function declare({ name, inputs, options, outputs }: IndicatorJob): Called {
  const types = ['int', 'int', ...inputs.map(() => 'double *')];
  for (const [type] of options) types.push(type === 'i' ? 'int' : 'double');
  return library.func(`TA_${name}`, 'int', [...types, 'int *', 'int *', ...outputs.map(() => 'double *')]);
}

/** TA-Lib's columns begin where its first value is; that row is returned. */
function callTaLib(job: IndicatorJob, called: Called, outputs: readonly Float64Array[]): number {
  const begin = new Int32Array(1);
  const options = job.options.map(([, value]) => value);
  const columns = job.inputs.map((name) => bars[name]);
  const code = called(0, length - 1, ...columns, ...options, begin, new Int32Array(1), ...outputs);
  if (code !== 0) throw new Error(`TA_${job.name} returned ${String(code)}`);
  return begin[0] as number;
}

function timed<Result>(work: () => Result): { readonly ns: number; readonly result: Result } {
  const start = performance.now();
  const result = work();
  return { ns: ((performance.now() - start) / length) * 1e6, result };
}

/** Rows from the settled one on whose values are further apart than agreed, relative to the usual size of a value. */
function disagreeing(ours: Float64Array, theirs: Float64Array, begin: number): number {
  let size = 0;
  for (let row = SETTLED_ROW; row < ours.length; row++) size += Math.abs(theirs[row - begin] as number) / ours.length;
  let rows = 0;
  for (let row = SETTLED_ROW; row < ours.length; row++) {
    const distance = Math.abs((ours[row] as number) - (theirs[row - begin] as number));
    if (!(distance <= AGREEMENT * Math.max(size, Math.abs(ours[row] as number)))) rows++;
  }
  return rows;
}

interface Compared {
  readonly ours: number;
  readonly theirs: number;
  readonly disagreeingRows: readonly number[];
}

function compare(job: IndicatorJob): Compared {
  const called = declare(job);
  const indicator: AnyIndicator = job.create();
  const ours = indicator.outputs.map(column);
  const theirs = job.outputs.map(column);
  const best = { ours: Infinity, theirs: Infinity };
  let begin = 0;
  for (let pass = 0; pass < Number(passes); pass++) {
    indicator.reset();
    best.ours = Math.min(best.ours, timed(() => indicator.process(bars, 0, length, ours)).ns);
    const there = timed(() => callTaLib(job, called, theirs));
    best.theirs = Math.min(best.theirs, there.ns);
    begin = there.result;
  }
  // TA-Lib's balance starts with the first bar's volume, ours with 0.
  const shift = job.name === 'OBV' ? (theirs[0]?.[0] ?? 0) : 0;
  const disagreeingRows = job.outputs.map((name, index) => {
    const mine = ours[indicator.outputs.indexOf(name)] as Float64Array;
    return disagreeing(shift === 0 ? mine : mine.map((value) => value + shift), theirs[index] as Float64Array, begin);
  });
  return { ...best, disagreeingRows };
}

let ours = 0;
let theirs = 0;
console.log('function           ours  TA-Lib   ratio  rows that differ by more than 1e-9');
for (const job of INDICATOR_JOBS) {
  const found = compare(job);
  ours += found.ours;
  theirs += found.theirs;
  const figures = [found.ours.toFixed(1), found.theirs.toFixed(1), (found.ours / found.theirs).toFixed(2)];
  console.log(job.name.padEnd(16), ...figures.map((text) => text.padStart(7)), ` ${found.disagreeingRows.join(', ')}`);
}
console.log('together'.padEnd(16), ...[ours, theirs, ours / theirs].map((value) => value.toFixed(2).padStart(7)));
