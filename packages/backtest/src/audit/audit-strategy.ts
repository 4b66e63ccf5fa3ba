import {
  CANDLE_COLUMN_NAMES,
  candleCloseTime,
  isoTime,
  lowerBound,
  sliceCandles,
  timeframeMs,
  type CandleColumns,
  type CandleSeries,
  type EpochMs,
  type Instrument,
} from '@pipwright/model';
import { createRandom, type Random } from '@pipwright/kernel';
import { fixedVolume, RISK_UNLIMITED, type ConversionRates, type Predictor, type Strategy } from '@pipwright/trading';
import { Backtest } from '../backtest.ts';
import { COST_DEFAULTS } from '../costs/trading-costs.ts';
import type { VenueAccount } from '../venue/venue-options.ts';
import { auditColumns } from './audit-columns.ts';
import { ADVICE, AuditFindingKind, type AuditFinding, type AuditReport } from './audit-report.ts';
import { chooseCuts } from './choose-cuts.ts';
import { traced, type DecisionTrace } from './decision-trace.ts';

export interface AuditOptions {
  readonly strategy: Strategy;
  readonly instrument: Instrument;
  readonly series: CandleSeries;
  readonly account: VenueAccount;
  /** Made anew for each run, over the candles that it may know. Left out for strategies without a model. */
  readonly predictor?: (series: CandleSeries) => Predictor;
  readonly reference?: readonly CandleSeries[];
  readonly rates?: ConversionRates;
  /** Candles that are looked at, the last ones of the series. Default 3000. */
  readonly candlesMax?: number;
  /** How often the future is taken away. Default 24. */
  readonly cuts?: number;
  /** Default 1. */
  readonly seed?: number;
}

const CANDLES_MAX = 3000;
const CUTS = 24;
const LOTS = 0.1;

/**
 * Runs a strategy twice over the same candles, and then again and again with the candles after some moment taken away: its
 * decisions up to that moment must be the same each time. The moments are those after its own decisions, where knowing
 * what comes next would show, and some at random. `columns`, where it has them, are held to the same.
 *
 * An empty list of findings is no proof: what shows nowhere in these candles is not seen, nor is what a strategy knows from
 * elsewhere, such as a file with the prices of tomorrow.
 */
export function auditStrategy(options: AuditOptions): AuditReport {
  const { strategy, candlesMax = CANDLES_MAX, cuts = CUTS, seed = 1 } = options;
  const { length } = options.series.candles;
  const series = cutSeries(options.series, Math.max(0, length - candlesMax), length);
  const random = createRandom(seed).split('audit');
  const findings: AuditFinding[] = [];
  const whole = traceOf(options, series);
  const rows = decisionRows(whole);
  const again = traceOf(options, series);
  const different = firstDifference(whole, again);
  if (different >= 0) findings.push(notRepeatable(series, different, whole, again));
  else findings.push(...futureOf(options, series, whole, chooseCuts(rows, { cuts, length: whole.length, random })));
  findings.push(
    ...auditColumns({ strategy, instrument: options.instrument, candles: series.candles, cuts, random: split(random) }),
  );
  return {
    strategy: strategy.name,
    candles: series.candles.length,
    cuts,
    decisions: rows.length,
    hasColumns: strategy.definition.columns !== undefined,
    findings,
  };
}

function split(random: Random): Random {
  return random.split('columns');
}

/** What the strategy does over a series, with room on the account for all of it. */
function traceOf(options: AuditOptions, series: CandleSeries): DecisionTrace {
  const { strategy, instrument, account, predictor, reference, rates } = options;
  const trace: DecisionTrace = [];
  const to = candleCloseTime(series.candles.time.at(-1)! as EpochMs, series.timeframe);
  const backtest = new Backtest({
    runId: 'audit',
    series,
    instrument,
    predictor: predictor?.(series) ?? null,
    strategy: traced(strategy, trace),
    sizing: fixedVolume(LOTS),
    limits: RISK_UNLIMITED,
    costs: COST_DEFAULTS,
    account,
    random: createRandom('audit'),
    ...(rates === undefined ? {} : { rates }),
    ...(reference === undefined ? {} : { reference: reference.map((one) => knownAt(one, to)) }),
  });
  while (backtest.step(series.candles.length));
  return trace;
}

/** Candles of another series that have closed at `to`. */
function knownAt(series: CandleSeries, to: EpochMs): CandleSeries {
  const end = lowerBound(series.candles.time, to - timeframeMs(series.timeframe) + 1);
  return cutSeries(series, 0, end);
}

/** Copies, so that no memory leads to what was cut away. */
function cutSeries(series: CandleSeries, from: number, to: number): CandleSeries {
  const rows = sliceCandles(series.candles, from, to);
  const copy = { length: rows.length } as { length: number } & Record<string, Float64Array>;
  for (const name of CANDLE_COLUMN_NAMES) copy[name] = rows[name].slice();
  return { ...series, candles: copy as unknown as CandleColumns };
}

/** Candles at which something was asked for. */
function decisionRows(trace: DecisionTrace): number[] {
  return trace.flatMap((deeds, row) => (deeds === '' || /^pass\([^;]*$/.test(deeds) ? [] : [row]));
}

function futureOf(
  options: AuditOptions,
  series: CandleSeries,
  whole: DecisionTrace,
  rows: readonly number[],
): AuditFinding[] {
  for (const row of rows) {
    const part = traceOf(options, cutSeries(series, 0, row + 1));
    const different = firstDifference(part, whole.slice(0, row + 1));
    if (different < 0) continue;
    const what = `At ${timeOf(series, different)} it decides ${said(whole[different])} where the candles after ${timeOf(series, row)} are there, and ${said(part[different])} where they are not.`;
    return [finding(AuditFindingKind.Future, series, different, { what, advice: ADVICE.future })];
  }
  return [];
}

function notRepeatable(series: CandleSeries, row: number, one: DecisionTrace, other: DecisionTrace): AuditFinding {
  const what = `At ${timeOf(series, row)} it decides ${said(one[row])} in one run and ${said(other[row])} in the next, over the same candles.`;
  return finding(AuditFindingKind.NotRepeatable, series, row, { what, advice: ADVICE.notRepeatable });
}

function finding(
  kind: AuditFindingKind,
  series: CandleSeries,
  row: number,
  text: { readonly what: string; readonly advice: string },
): AuditFinding {
  return { kind, part: 'start', time: series.candles.time[row]! as EpochMs, ...text };
}

function firstDifference(one: DecisionTrace, other: DecisionTrace): number {
  if (one.length !== other.length) return Math.min(one.length, other.length);
  return one.findIndex((deeds, row) => deeds !== other[row]);
}

function timeOf({ candles, timeframe }: CandleSeries, row: number): string {
  return isoTime(candleCloseTime(candles.time[row]! as EpochMs, timeframe));
}

function said(deeds: string | undefined): string {
  return deeds === undefined || deeds === '' ? 'nothing' : deeds;
}
