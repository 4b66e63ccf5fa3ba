import { REFERENCE_MARKETS, ReferenceClass, type CandleSeries, type Instrument } from '@pipwright/model';
import type { SourceInputs, SourceNode } from '../engine/source-node.ts';
import { CalendarSource } from './calendar-source.ts';
import { DaySource } from './day-source.ts';
import type { FeatureContext, MarketSource, SourceName } from './feature-context.ts';
import { MarketColumn } from './market-column.ts';
import { PositioningSource } from './positioning-source.ts';
import { RatesSource } from './rates-source.ts';
import { SentimentSource } from './sentiment-source.ts';
import { SlippageSource } from './slippage-source.ts';

/** Whether a source has something to give. */
export type SourceLoaded = (source: SourceName) => boolean;

const symbolsOf = (kind: ReferenceClass): readonly string[] =>
  REFERENCE_MARKETS.filter(({ assetClass }) => assetClass === kind).map(({ symbol }) => symbol);

/** Share indices that stand for the risk appetite of markets; the first loaded counts. */
export const INDEX_SYMBOLS: readonly string[] = symbolsOf(ReferenceClass.Index);

/** Government bonds that stand for long interest rates; the first loaded counts. */
export const BOND_SYMBOLS: readonly string[] = symbolsOf(ReferenceClass.Bond);

const GOLD = 'XAUUSD';

/** The candles that a market source reads; `own` where it is the instrument itself; undefined where they are not loaded. */
function marketOf(
  source: MarketSource,
  { markets }: FeatureContext,
  { symbol }: Instrument,
): CandleSeries | 'own' | undefined {
  const role = source.slice('market '.length);
  if (role === 'index' || role === 'bond') {
    const found = (role === 'index' ? INDEX_SYMBOLS : BOND_SYMBOLS).find((name) => markets?.has(name) === true);
    return found === undefined ? undefined : markets?.get(found);
  }
  // Gold against itself says nothing.
  if (role === 'gold') return symbol === GOLD ? undefined : markets?.get(GOLD);
  return role === symbol ? 'own' : markets?.get(role);
}

export function loadedSources(context: FeatureContext, instrument: Instrument): SourceLoaded {
  return (source) => {
    if (source === 'day') return true;
    if (source.startsWith('market ')) return marketOf(source as MarketSource, context, instrument) !== undefined;
    return context[source as Exclude<SourceName, 'day' | MarketSource>] !== undefined;
  };
}

function required<Table>(table: Table | undefined, source: SourceName): Table {
  if (table === undefined) throw new TypeError(`the source ${source} is not loaded`);
  return table;
}

/** Makes a source that is loaded. */
export function createSource(source: SourceName, inputs: SourceInputs): SourceNode {
  const { context, instrument } = inputs;
  switch (source) {
    case 'day':
      return new DaySource(inputs);
    case 'calendar':
      return new CalendarSource(required(context.calendar, source), inputs);
    case 'positioning':
      return new PositioningSource(required(context.positioning, source), inputs);
    case 'rates':
      return new RatesSource(required(context.rates, source), inputs);
    case 'sentiment':
      return new SentimentSource(required(context.sentiment, source), inputs);
    case 'slippage':
      return new SlippageSource(required(context.slippage, source), inputs);
    default:
      return new MarketColumn(source, required(marketOf(source, context, instrument), source), inputs);
  }
}
