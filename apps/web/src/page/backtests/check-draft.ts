import type { ModelSeriesMessage, SeriesStatusMessage, StrategyInfoMessage } from '@pipwright/protocol';
import { formatCount, formatDate } from '../../format/index.ts';
import type { RequestDraft } from './draft.ts';

const DAY_MS = 86_400_000;
const SYMBOLS_MAX = 8;
/** More combinations than a search takes. */
const GRID_MAX = 1_000_000;
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

/** What a draft is held against. */
export interface Offer {
  readonly strategies: readonly StrategyInfoMessage[];
  readonly series: readonly SeriesStatusMessage[];
  readonly models: readonly ModelSeriesMessage[];
}

/** What a person is told of a draft: `problems` keep it from being run. */
export interface DraftCheck {
  readonly problems: readonly string[];
  readonly hints: readonly string[];
}

/** Days of a range: the first, and the one after the last; null where nothing is stored. */
export interface Days {
  readonly first: string;
  readonly end: string;
}

const dayOf = (time: number): string => formatDate(time, 'utc');

/** The series that a draft names, as far as they are stored. */
export function chosenSeries({ symbols, timeframe }: RequestDraft, series: readonly SeriesStatusMessage[]) {
  return series.filter((one) => one.timeframe === timeframe && symbols.includes(one.symbol));
}

/** From the first candle of any series to the day after the last of any. */
export function storedDays(series: readonly SeriesStatusMessage[]): Days | null {
  if (series.length === 0) return null;
  const first = Math.min(...series.map(({ firstTime }) => firstTime));
  const last = Math.max(...series.map(({ lastTime }) => lastTime));
  return { first: dayOf(first), end: dayOf(last + DAY_MS) };
}

/** Combinations that a grid has, those included that make no sense together. */
export function gridSize({ held }: RequestDraft, { parameters }: StrategyInfoMessage): number {
  const searched = parameters.filter(({ name }) => !held.includes(name));
  return searched.reduce((product, { gridValues }) => product * gridValues, 1);
}

/** Series that begin and end on the same days. */
export interface SeriesGroup {
  readonly symbols: string;
  readonly count: number;
  /** Days of the first and the last candle. */
  readonly first: string;
  readonly last: string;
}

/** The series by the days on which they begin and end. */
export function groupSeries(series: readonly SeriesStatusMessage[]): readonly SeriesGroup[] {
  const groups = Map.groupBy(series, ({ firstTime, lastTime }) => `${dayOf(firstTime)} ${dayOf(lastTime)}`);
  return [...groups].map(([days, members]) => {
    const [first = '', last = ''] = days.split(' ');
    const symbols = members.map(({ symbol }) => symbol).join(', ');
    return { symbols, count: members.reduce((sum, { count }) => sum + count, 0), first, last };
  });
}

function rangeProblems(draft: RequestDraft, stored: readonly SeriesStatusMessage[]): string[] {
  const { from, to, timeframe } = draft;
  if (from !== '' && to !== '' && from >= to) return ['The range is empty: its first day is not before its end.'];
  return groupSeries(stored)
    .filter(({ first, last }) => (from !== '' && from > last) || (to !== '' && to <= first))
    .map(
      ({ symbols, first, last }) =>
        `The range holds no ${timeframe} candle of ${symbols}: they go from ${first} to ${last}.`,
    );
}

function marketProblems(draft: RequestDraft, stored: readonly SeriesStatusMessage[]): string[] {
  const { symbols, timeframe } = draft;
  if (symbols.length === 0) return ['Choose a symbol.'];
  if (symbols.length > SYMBOLS_MAX) return [`An account trades at most ${SYMBOLS_MAX} symbols here.`];
  const missing = symbols.filter((symbol) => !stored.some((one) => one.symbol === symbol));
  if (missing.length > 0) return [`There are no stored ${timeframe} candles of ${missing.join(', ')}.`];
  return rangeProblems(draft, stored);
}

function modelWords(draft: RequestDraft, { model }: StrategyInfoMessage, models: readonly ModelSeriesMessage[]) {
  const { symbols, timeframe } = draft;
  if (model === 'none') return null;
  const missing = symbols.filter(
    (symbol) => !models.some((one) => one.symbol === symbol && one.timeframe === timeframe),
  );
  if (missing.length === 0) return null;
  const series = missing.map((symbol) => `${symbol} ${timeframe}`).join(', ');
  const command = `pipwright train ${missing[0]} --timeframe ${timeframe}`;
  return model === 'required'
    ? `The strategy reads a model, and there is none of ${series}. Train one: ${command}`
    : `There is no model of ${series}: the strategy runs without it.`;
}

function searchProblems(draft: RequestDraft, strategy: StrategyInfoMessage): string[] {
  if (draft.kind === 'backtest') return [];
  const { parameters } = strategy;
  if (parameters.every(({ name }) => draft.held.includes(name))) return ['Nothing is left to search.'];
  const size = gridSize(draft, strategy);
  return draft.method === 'grid' && size > GRID_MAX
    ? [
        `The grid has ${formatCount(size)} combinations; at most ${formatCount(GRID_MAX)} can be tried. Hold some parameters.`,
      ]
    : [];
}

const lengthDays = (text: string): number => Number(text.slice(0, -1)) * (DAYS[text.slice(-1)] ?? 0);

function cutProblems(draft: RequestDraft, stored: readonly SeriesStatusMessage[]): string[] {
  const days = storedDays(stored);
  if (draft.kind !== 'walk-forward' || days === null) return [];
  const from = draft.from > days.first ? draft.from : days.first;
  const to = draft.to !== '' && draft.to < days.end ? draft.to : days.end;
  const length = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  return length < lengthDays(draft.train) + lengthDays(draft.test)
    ? ['The range is shorter than one training and its test.']
    : [];
}

/** Says of a draft what keeps it from being run, and what its owner should know. */
export function checkDraft(draft: RequestDraft, { strategies, series, models }: Offer): DraftCheck {
  const strategy = strategies.find(({ id }) => id === draft.strategy);
  if (strategy === undefined) {
    const problems = draft.strategy === '' ? [] : [`There is no strategy ${draft.strategy} any more.`];
    return { problems, hints: [] };
  }
  if (strategy.problem !== null) return { problems: [strategy.problem], hints: [] };
  const stored = chosenSeries(draft, series);
  const market = marketProblems(draft, stored);
  const model = modelWords(draft, strategy, models);
  const isNeeded = strategy.model === 'required';
  return {
    problems: [
      ...market,
      ...(model !== null && isNeeded ? [model] : []),
      ...searchProblems(draft, strategy),
      ...(market.length === 0 ? cutProblems(draft, stored) : []),
    ],
    hints: model !== null && !isNeeded ? [model] : [],
  };
}
