import type {
  JobKind,
  JobRequest,
  SearchObjective,
  SeriesStatusMessage,
  StrategyInfoMessage,
} from '@pipwright/protocol';
import type { CutMode, SearchMethod } from './words.ts';

/** What the form holds, as typed. */
export interface RequestDraft {
  readonly kind: JobKind;
  /** Id of the strategy; empty before one was chosen. */
  readonly strategy: string;
  readonly symbols: readonly string[];
  readonly timeframe: JobRequest['timeframe'];
  /** `2024-01-31`, or empty for everything that is stored. */
  readonly from: string;
  readonly to: string;
  /** What was typed; parameters that are missing have their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Parameters that a search leaves at their value. */
  readonly held: readonly string[];
  readonly balance: string;
  readonly seed: string;
  readonly robustness: boolean;
  readonly method: SearchMethod;
  /** Empty for as many as the command takes by itself, of a grid all. */
  readonly trials: string;
  readonly objective: SearchObjective;
  readonly mode: CutMode;
  readonly train: string;
  readonly test: string;
}

/** The strategy that a form shows first: the shortest there is. */
const FIRST_STRATEGY = 'ema-cross';
const FIRST_SYMBOL = 'EURUSD';
/** What people look at first, where there are candles of it. */
const FIRST_TIMEFRAMES: readonly JobRequest['timeframe'][] = ['H1', 'M15', 'M30', 'H4', 'M5', 'D1', 'M1', 'W1'];

export function emptyDraft(): RequestDraft {
  return {
    kind: 'backtest',
    strategy: '',
    symbols: [],
    timeframe: 'H1',
    from: '',
    to: '',
    parameters: {},
    held: [],
    balance: '',
    seed: '',
    robustness: false,
    method: 'tpe',
    trials: '',
    objective: 'sharpe',
    mode: 'rolling',
    train: '2y',
    test: '6m',
  };
}

const typed = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** The draft of a request that was made before. */
export function draftOf(request: JobRequest): RequestDraft {
  const { kind, strategy, symbols, timeframe, from = '', to = '', balance, seed, robustness = false } = request;
  const { search, walkForward } = request;
  const empty = emptyDraft();
  return {
    ...empty,
    kind,
    strategy,
    symbols,
    timeframe,
    from,
    to,
    robustness,
    parameters: Object.fromEntries(Object.entries(request.parameters).map(([name, value]) => [name, String(value)])),
    held: kind === 'backtest' ? [] : Object.keys(request.parameters),
    balance: typed(balance),
    seed: typed(seed),
    method: search?.method ?? empty.method,
    trials: typed(search?.trials),
    objective: search?.objective ?? empty.objective,
    ...walkForward,
  };
}

/** A draft that names a strategy and series that there are: what it names already stays, also where it is gone. */
export function completed(
  draft: RequestDraft,
  strategies: readonly StrategyInfoMessage[],
  series: readonly SeriesStatusMessage[],
): RequestDraft {
  const usable = strategies.filter(({ problem }) => problem === null);
  const first = usable.find(({ id }) => id === FIRST_STRATEGY) ?? usable[0];
  const strategy = draft.strategy === '' ? (first?.id ?? '') : draft.strategy;
  if (draft.symbols.length > 0 || series.length === 0) return { ...draft, strategy };
  const timeframe = FIRST_TIMEFRAMES.find((wanted) => series.some((one) => one.timeframe === wanted)) ?? 'H1';
  const fitting = series.filter((one) => one.timeframe === timeframe);
  const longest = fitting.toSorted((a, b) => b.count - a.count)[0];
  const symbol = fitting.some((one) => one.symbol === FIRST_SYMBOL) ? FIRST_SYMBOL : longest?.symbol;
  return { ...draft, strategy, timeframe, symbols: symbol === undefined ? [] : [symbol] };
}
