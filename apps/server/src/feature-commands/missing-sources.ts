import {
  BOND_SYMBOLS,
  createFeatureEngine,
  featureSet,
  INDEX_SYMBOLS,
  type FeatureContext,
  type FeatureNeed,
} from '@pipwright/features';
import type { Instrument, Timeframe } from '@pipwright/model';

/** A source of which features are NaN throughout, because it is not loaded. */
export interface MissingSource {
  readonly needs: FeatureNeed;
  readonly features: readonly string[];
  /** How to load it. */
  readonly action: string;
}

/** A series, and what is loaded besides its candles. */
export interface LoadedSources {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly context: FeatureContext;
}

/** Gold, and the seven pairs that the strength of a currency is measured with. */
const MARKETS = ['XAUUSD', 'EURUSD', 'GBPUSD', 'AUDUSD', 'NZDUSD', 'USDJPY', 'USDCHF', 'USDCAD'];

/** What a person can do about a source that is not there. */
function actionOf(needs: FeatureNeed, { instrument, timeframe, context }: LoadedSources): string {
  switch (needs) {
    case 'markets': {
      const isLoaded = (symbols: readonly string[]): boolean =>
        symbols.some((symbol) => context.markets?.has(symbol) === true);
      const absent = MARKETS.filter((market) => market !== instrument.symbol && context.markets?.has(market) !== true);
      const others = [
        ...absent,
        ...(isLoaded(INDEX_SYMBOLS) ? [] : ['a share index (US500)']),
        ...(isLoaded(BOND_SYMBOLS) ? [] : ['a government bond (USTBOND)']),
      ].join(', ');
      return `pipwright import FILE, with ${timeframe} candles of ${others}`;
    }
    case 'slippage':
      return 'comes with the fills of a real account';
    case 'candles':
      return 'pipwright import FILE';
    default:
      return `pipwright facts import FILE, with ${needs} of both currencies`;
  }
}

/** The sources that features over a timeframe need and that are not there, with the features that stay NaN. */
export function missingSources(options: LoadedSources): readonly MissingSource[] {
  const { timeframe } = options;
  const outside = featureSet(timeframe).entries.filter(({ needs }) => needs !== 'candles');
  // One at a time: of the other markets, some may be there and others not.
  const absent = outside.filter(({ name }) => createFeatureEngine({ ...options, names: [name] }).missing.length > 0);
  const needs = [...new Set(absent.map((entry) => entry.needs))];
  return needs.map((need) => ({
    needs: need,
    features: absent.filter((entry) => entry.needs === need).map(({ name }) => name),
    action: actionOf(need, options),
  }));
}
