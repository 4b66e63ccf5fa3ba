import { readFileSync } from 'node:fs';
import { sharedData } from '@pipwright/testkit';
import { describe, expect, test } from 'vitest';
import { computeIndicator, createIndicator, type Bars, type IndicatorId } from './index.ts';

type Row = Readonly<Record<string, number | string | null>>;

/**
 * Expected values at full precision of an independent library (Stock.Indicators for .NET) on 502 daily bars.
 * Each case: our indicator and parameters, its file, and which of our outputs is which of its fields.
 */
interface OracleCase {
  readonly id: IndicatorId;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly file: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Where the definitions differ on purpose (the README says why): rows that are not compared. */
  readonly except?: (row: number) => boolean;
  /** Our row is compared with their row this much later. */
  readonly lag?: number;
}

const CASES: readonly OracleCase[] = [
  { id: 'sma', file: 'sma', fields: { sma: 'sma' } },
  { id: 'ema', file: 'ema', fields: { ema: 'ema' } },
  { id: 'wma', parameters: { period: 14 }, file: 'wma', fields: { wma: 'wma' } },
  { id: 'smma', file: 'smma', fields: { smma: 'smma' } },
  {
    id: 'dema',
    parameters: { period: 14 },
    file: 'dema',
    fields: { dema: 'dema' },
    except: (row) => row < 117,
  },
  { id: 'tema', file: 'tema', fields: { tema: 'tema' }, except: (row) => row < 213 },
  { id: 'hma', parameters: { period: 14 }, file: 'hma', fields: { hma: 'hma' } },
  { id: 'kama', file: 'kama', fields: { kama: 'kama', efficiency: 'er' }, except: (row) => row === 9 },
  { id: 'macd', file: 'macd', fields: { macd: 'macd', signal: 'signal', histogram: 'histogram' } },
  { id: 'adx', file: 'adx', fields: { adx: 'adx', plus: 'pdi', minus: 'mdi', dx: 'dx' } },
  {
    id: 'aroon',
    file: 'aroon',
    fields: { up: 'aroonUp', down: 'aroonDown', oscillator: 'oscillator' },
    except: (row) => row === 193 || row === 232,
  },
  { id: 'linear-regression', file: 'slope', fields: { slope: 'slope', rSquared: 'rSquared' } },
  { id: 'linear-regression', parameters: { period: 10 }, file: 'epma', fields: { value: 'epma' } },
  { id: 'vortex', file: 'vortex', fields: { plus: 'pvi', minus: 'nvi' } },
  { id: 'choppiness', file: 'chop', fields: { choppiness: 'chop' } },
  { id: 'rsi', file: 'rsi', fields: { rsi: 'rsi' } },
  { id: 'roc', parameters: { period: 14 }, file: 'roc', fields: { roc: 'roc', momentum: 'momentum' } },
  { id: 'stochastic', file: 'stoch', fields: { k: 'oscillator', d: 'signal' } },
  { id: 'williams-r', file: 'willr', fields: { williamsR: 'williamsR' } },
  { id: 'cci', file: 'cci', fields: { cci: 'cci' } },
  { id: 'tsi', file: 'tsi', fields: { tsi: 'tsi', signal: 'signal' } },
  { id: 'true-range', file: 'tr', fields: { trueRange: 'tr' } },
  { id: 'atr', file: 'atr', fields: { atr: 'atr', percent: 'atrp' } },
  {
    id: 'standard-deviation',
    file: 'stdev',
    fields: { deviation: 'stdDev', mean: 'mean', zScore: 'zScore' },
  },
  {
    id: 'bollinger',
    file: 'bb',
    fields: { middle: 'sma', upper: 'upperBand', lower: 'lowerBand', percentB: 'percentB', width: 'width' },
  },
  {
    id: 'keltner',
    file: 'keltner',
    fields: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand', width: 'width' },
  },
  {
    id: 'donchian',
    file: 'donchian',
    fields: { middle: 'centerline', upper: 'upperBand', lower: 'lowerBand' },
    lag: 1,
  },
  { id: 'obv', file: 'obv', fields: { obv: 'obv' } },
  { id: 'adl', file: 'adl', fields: { adl: 'adl' } },
  { id: 'cmf', file: 'cmf', fields: { cmf: 'cmf' } },
  { id: 'mfi', file: 'mfi', fields: { mfi: 'mfi' } },
  { id: 'vwma', parameters: { period: 14 }, file: 'vwma', fields: { vwma: 'vwma' } },
];

const folder = sharedData('indicators');
if (folder === undefined) console.log('no ../shared/data/indicators: the comparison with outside values is skipped');

function readBars(): Bars {
  const rows = readFileSync(`${folder}/quotes/default.csv`, 'utf8').trim().split(/\r?\n/).slice(1);
  const column = (field: number): Float64Array => Float64Array.from(rows, (row) => Number(row.split(',')[field]));
  return { open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

function agrees(ours: number, theirs: number | string | null): boolean {
  return theirs === null ? Number.isNaN(ours) : Math.abs(ours - Number(theirs)) <= 1e-9 * Math.abs(Number(theirs));
}

describe.skipIf(folder === undefined)('values from outside', () => {
  test.each(CASES)('$id agrees with $file to 1e-9 relative', ({ id, parameters, file, fields, except, lag = 0 }) => {
    const rows = JSON.parse(readFileSync(`${folder}/results/${file}.standard.json`, 'utf8')) as Row[];
    const indicator = createIndicator(id, parameters as never);
    const columns = computeIndicator(indicator, readBars());
    for (const [output, field] of Object.entries(fields)) {
      const column = columns[indicator.outputs.indexOf(output)] as Float64Array;
      expect(rows.filter((row) => typeof row[field] === 'number').length).toBeGreaterThan(400);
      const wrong = rows.findIndex((row, index) => {
        if (index < lag || except?.(index) === true) return false;
        return !agrees(column[index - lag] as number, row[field] ?? null);
      });
      expect({ output, wrongRow: wrong, ours: column[wrong - lag], theirs: rows[wrong]?.[field] }).toMatchObject({
        wrongRow: -1,
      });
    }
  });
});
