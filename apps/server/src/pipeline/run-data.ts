import type { TradedMarket } from '@pipwright/backtest';
import {
  AskSource,
  isoTime,
  lowerBound,
  sliceCandles,
  timeframeMs,
  type CandleSeries,
  type EpochMs,
  type Instrument,
  type SymbolName,
  type TickColumns,
  type Timeframe,
} from '@pipwright/model';
import type { CandleStore, SeriesSummary, TimeRange } from '@pipwright/storage/ports';
import { neededSeries, type Strategy } from '@pipwright/trading';
import { spreadModelFor } from '../costs/stored-spread-model.ts';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';

/** How closely the prices inside candles are looked at. */
export const PathDetail = {
  /** Ticks where there are any, else the shortest candles that are stored. */
  Ticks: 'ticks',
  /** The shortest candles that are stored. */
  Candles: 'candles',
  /** The traded candles alone, by the path rule. */
  Rule: 'rule',
} as const;
export type PathDetail = (typeof PathDetail)[keyof typeof PathDetail];

export interface RunDataRequest {
  readonly instruments: readonly Instrument[];
  readonly timeframe: Timeframe;
  readonly from?: EpochMs;
  readonly to?: EpochMs;
  readonly strategy: Strategy;
  readonly detail: PathDetail;
}

export interface Assumption {
  readonly name: string;
  readonly value: string;
}

/** Everything that a run reads, and where it comes from. */
export interface RunData {
  readonly markets: readonly TradedMarket[];
  /** Whose data it is. */
  readonly sources: readonly string[];
  /** What the run takes for granted about its data, market by market. */
  readonly assumptions: readonly Assumption[];
}

const DAY_MS = 86_400_000;
/** Candles before the range that warm indicators up, at most; a third of the time there is no market. */
const HISTORY_CANDLES = 5000;
const CALENDAR_SHARE = 1.5;
const ALWAYS: TimeRange = { from: Number.MIN_SAFE_INTEGER as EpochMs, to: Number.MAX_SAFE_INTEGER as EpochMs };

/** The candles of a market that are traded, without the history before them. */
export function tradedPart(series: CandleSeries, first: number): CandleSeries {
  return { ...series, candles: sliceCandles(series.candles, first, series.candles.length) };
}

function rangeOf({ from, to }: Pick<RunDataRequest, 'from' | 'to'>): TimeRange {
  return { from: from ?? ALWAYS.from, to: to ?? ALWAYS.to };
}

/** The shortest stored timeframe of a symbol below the traded one that has candles in the range. */
function shortestBelow(
  stored: readonly SeriesSummary[],
  symbol: SymbolName,
  timeframe: Timeframe,
  { from, to }: TimeRange,
): Timeframe | null {
  const shorter = stored
    .filter((one) => one.symbol === symbol && timeframeMs(one.timeframe) < timeframeMs(timeframe))
    .filter(({ firstTime, lastTime }) => firstTime < to && lastTime >= from)
    .toSorted((a, b) => timeframeMs(a.timeframe) - timeframeMs(b.timeframe));
  return shorter[0]?.timeframe ?? null;
}

/** Why a range has no candles: there are none at all, or they lie elsewhere. */
function nothingIn(stored: readonly SeriesSummary[], symbol: SymbolName, timeframe: Timeframe): Error {
  const found = stored.find((one) => one.symbol === symbol && one.timeframe === timeframe);
  if (found === undefined) return errors.NO_CANDLES({ symbol, timeframe });
  const [first, last] = [found.firstTime, found.lastTime].map((time) => isoTime(time).slice(0, 16).replace('T', ' '));
  return errors.NO_CANDLES_IN_RANGE({ symbol, timeframe, first: first!, last: last! });
}

/** Reads ticks day by day, and only days that have some. */
function tickReader(stores: Stores, symbol: SymbolName, days: ReadonlySet<number>) {
  const none: TickColumns = {
    length: 0,
    time: new Float64Array(0),
    bid: new Float64Array(0),
    ask: new Float64Array(0),
    bidVolume: new Float64Array(0),
    askVolume: new Float64Array(0),
  };
  return async (from: EpochMs, to: EpochMs): Promise<TickColumns> => {
    let isStored = false;
    for (let day = Math.floor(from / DAY_MS) * DAY_MS; day < to && !isStored; day += DAY_MS) isStored = days.has(day);
    return isStored ? stores.candles((store) => store.readTicks(symbol, { from, to })) : none;
  };
}

interface Loaded {
  readonly market: TradedMarket;
  readonly assumptions: readonly Assumption[];
}

/** A series that the strategy reads besides; stored candles from before the run let its indicators start warm. */
async function loadReferences(store: CandleStore, request: RunDataRequest, instrument: Instrument) {
  const { strategy, timeframe } = request;
  const { to } = rangeOf(request);
  const series: CandleSeries[] = [];
  for (const { symbol, timeframe: wanted, isRequired } of neededSeries(strategy, { instrument, timeframe })) {
    const found = await store.readCandles({ symbol, timeframe: wanted }, { from: ALWAYS.from, to });
    if (found.candles.length > 0) series.push(found);
    else if (isRequired) throw errors.NO_CANDLES({ symbol, timeframe: wanted });
  }
  return series;
}

async function loadMarket(
  stores: Stores,
  store: CandleStore,
  request: RunDataRequest,
  instrument: Instrument,
  stored: readonly SeriesSummary[],
): Promise<Loaded> {
  const { timeframe, detail } = request;
  const { symbol } = instrument;
  const range = rangeOf(request);
  const model = await spreadModelFor(stores, instrument);
  const withSpread = (series: CandleSeries): CandleSeries => (model === null ? series : model.apply(series));
  const historyMs = HISTORY_CANDLES * timeframeMs(timeframe) * CALENDAR_SHARE;
  const from = request.from === undefined ? range.from : ((range.from - historyMs) as EpochMs);
  const raw = await store.readCandles({ symbol, timeframe }, { from, to: range.to });
  const first = lowerBound(raw.candles.time, range.from);
  if (first >= raw.candles.length) throw nothingIn(stored, symbol, timeframe);
  const shorter = detail === PathDetail.Rule ? null : shortestBelow(stored, symbol, timeframe, range);
  const smaller = shorter === null ? null : await store.readCandles({ symbol, timeframe: shorter }, range);
  const days = new Set(
    (detail === PathDetail.Ticks ? await store.listTickDays(symbol) : []).filter(
      (day) => day + DAY_MS > range.from && day < range.to,
    ),
  );
  const reference = await loadReferences(store, request, instrument);
  const words = [
    ...(days.size === 0 ? [] : [`ticks of ${days.size} days`]),
    ...(smaller === null ? [] : [`${smaller.candles.length.toLocaleString('en-US')} ${shorter} candles`]),
    days.size === 0 && smaller === null ? 'the path rule' : 'the path rule elsewhere',
  ];
  return {
    market: {
      instrument,
      series: withSpread(raw),
      first,
      ...(smaller === null ? {} : { smaller: withSpread(smaller) }),
      ...(days.size === 0 ? {} : { ticks: tickReader(stores, symbol, days) }),
      ...(reference.length === 0 ? {} : { reference }),
    },
    assumptions: [
      { name: `Prices inside candles of ${symbol}`, value: words.join(', ') },
      ...(model !== null && raw.askSource === AskSource.Assumed
        ? [{ name: `Spread of ${symbol}`, value: model.description }]
        : []),
    ],
  };
}

/**
 * Loads what a run of a strategy reads: the traded candles, what shows the prices inside them, and the series that the
 * strategy asks for. Throws `NO_CANDLES`, `NO_CANDLES_IN_RANGE`.
 */
export async function loadRunData(stores: Stores, request: RunDataRequest): Promise<RunData> {
  return stores.candles(async (store) => {
    const stored = await store.listSeries();
    const loaded: Loaded[] = [];
    for (const instrument of request.instruments) {
      loaded.push(await loadMarket(stores, store, request, instrument, stored));
    }
    const traded = new Set(request.instruments.map(({ symbol }) => symbol));
    return {
      markets: loaded.map(({ market }) => market),
      sources: [...new Set(stored.filter(({ symbol }) => traded.has(symbol)).flatMap(({ sources }) => sources))],
      assumptions: loaded.flatMap(({ assumptions }) => assumptions),
    };
  });
}
