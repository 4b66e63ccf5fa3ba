import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '@pipwright/kernel';
import { CANDLE_COLUMN_NAMES, type CandleSeries } from '@pipwright/model';
import type { ParameterValues } from '@pipwright/trading';
import type { TrialSetup } from './trial-setup.ts';

/** JSON holds no infinities (a depth without bounds, a limit that is not set): they become text. */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (member === undefined ? [] : [[name, plainJson(member)]])),
  );
}

const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(plainJson(value)))
    .digest('hex');

function addColumn(hash: Hash, column: Float64Array): void {
  hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
}

function addSeries(hash: Hash, role: string, { symbol, timeframe, askSource, candles }: CandleSeries): void {
  hash.update(`${role} ${symbol} ${timeframe} ${askSource} ${candles.length};`);
  for (const name of CANDLE_COLUMN_NAMES) addColumn(hash, candles[name]);
}

/** SHA-256 over every candle and rate that trials read. */
export function dataDigest({ markets, rates }: Pick<TrialSetup, 'markets' | 'rates'>): string {
  const hash = createHash('sha256');
  for (const { series, smaller, reference = [], predictions } of markets) {
    addSeries(hash, 'traded', series);
    if (smaller !== undefined) addSeries(hash, 'smaller', smaller);
    for (const one of reference) addSeries(hash, 'reference', one);
    if (predictions === undefined) continue;
    hash.update(`${predictions.modelId} ${predictions.horizonMs};`);
    for (const name of ['time', 'probabilityUp', 'averageTrueRange'] as const) addColumn(hash, predictions[name]);
  }
  for (const { from, legs } of rates?.routes ?? []) {
    hash.update(`${from} ${legs.map(({ inverse }) => inverse).join()};`);
    for (const { columns } of legs)
      for (const column of Object.values(columns)) addColumn(hash, column as Float64Array);
  }
  return hash.digest('hex');
}

/** How a strategy is traded, without candles and without its own parameters. */
function terms({ markets, sizing, limits, costs, account, pathRule, seed }: TrialSetup): object {
  const traded = markets.map(({ instrument, series, smaller, reference = [], predictions }) => ({
    instrument,
    model: predictions?.modelId ?? null,
    timeframe: series.timeframe,
    smaller: smaller?.timeframe ?? null,
    reference: reference.map(({ symbol, timeframe }) => ({ symbol, timeframe })),
  }));
  return { traded, sizing, limits, costs, account, pathRule, seed };
}

/**
 * Names a variant of a strategy by what its trades follow from: code, parameters, costs and account. The range is left out:
 * the same rules on another part of the same series are no new idea.
 */
export function variantDigest(strategyDigest: string, setup: TrialSetup, parameters: ParameterValues): string {
  return digestOf({ strategyDigest, terms: terms(setup), parameters });
}

/** Names a search: two of the same task, code, data and program go through the same trials. */
export function searchIdentity(options: {
  readonly setup: TrialSetup;
  readonly strategyDigest: string;
  readonly data: string;
  readonly task: object;
  readonly version: string;
}): string {
  const { setup, strategyDigest, data, task, version } = options;
  return digestOf({ strategyDigest, terms: terms(setup), engine: setup.engine, data, task, version }).slice(0, 32);
}
