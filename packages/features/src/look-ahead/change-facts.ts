import { candleCloseTime, sliceCandles, type CandleSeries, type EpochMs } from '@pipwright/model';
import type { FeatureContext } from '../sources/feature-context.ts';
import type { FactTable } from '../sources/table-source.ts';
import { corruptFuture } from './corrupt-future.ts';

const TABLES = ['calendar', 'positioning', 'rates', 'sentiment', 'slippage'] as const;
const DAY_MS = 86_400_000;

/** How what is not known yet at a moment is changed. */
interface Change {
  /** Changes the rows of a table from `known` on. */
  table<Table extends FactTable>(table: Table, known: number): Table;
  market(series: CandleSeries, known: number): CandleSeries;
}

function knownRows({ availableAt, length }: FactTable, time: number): number {
  let known = 0;
  while (known < length && (availableAt[known] as number) <= time) known++;
  return known;
}

function knownCandles({ candles, timeframe }: CandleSeries, time: number): number {
  let known = 0;
  while (known < candles.length && candleCloseTime(candles.time[known] as EpochMs, timeframe) <= time) known++;
  return known;
}

function changed(context: FeatureContext, time: number, change: Change): FeatureContext {
  const tables = TABLES.flatMap((name) => {
    const table = context[name];
    return table === undefined ? [] : [[name, change.table(table, knownRows(table, time))] as const];
  });
  const markets = [...(context.markets ?? [])].map(([symbol, series]) => {
    return [symbol, change.market(series, knownCandles(series, time))] as const;
  });
  return { ...Object.fromEntries(tables), ...(context.markets === undefined ? {} : { markets: new Map(markets) }) };
}

/** A copy of a table, each column put through `column`. */
function mapColumns<Table extends FactTable>(table: Table, column: (name: string, values: never) => unknown): Table {
  const columns = Object.entries(table).map(([name, values]) => [name, column(name, values as never)] as const);
  return Object.fromEntries(columns) as unknown as Table;
}

/** The same facts without those that were not known at `time`. */
export function withoutUnknownFacts(context: FeatureContext, time: number): FeatureContext {
  return changed(context, time, {
    table: (table, known) =>
      mapColumns(table, (name, values: Float64Array) => (name === 'length' ? known : values.slice(0, known))),
    market: (series, known) => ({ ...series, candles: sliceCandles(series.candles, 0, known) }),
  });
}

/** The same facts with other figures and times where they were not known at `time`. */
export function withOtherUnknownFacts(
  context: FeatureContext,
  time: number,
  random: { next(): number },
): FeatureContext {
  const other = (name: string, value: number): number => {
    if (name === 'time') return value + DAY_MS * (random.next() - 0.5);
    return Number.isNaN(value) ? 10 * random.next() : value * (0.5 + random.next()) + random.next();
  };
  return changed(context, time, {
    table: (table, known) =>
      mapColumns(table, (name, values: unknown) =>
        values instanceof Float64Array && name !== 'availableAt'
          ? values.map((value, row) => (row < known ? value : other(name, value)))
          : values,
      ),
    market: (series, known) => ({ ...series, candles: corruptFuture(series.candles, known, random) }),
  });
}
