import { entry, type IndicatorEntry } from '../registry-entry.ts';
import {
  CANDLE_PATTERN_IDS,
  candlePatternOf,
  type CandlePatternDefinitions,
  type CandlePatternId,
} from './candle-pattern-definitions.ts';
import { CandlePatternScore } from './candle-pattern-score.ts';
import { CandlePattern } from './candle-pattern.ts';
import { CandlePatterns } from './candle-patterns.ts';
import { Doji } from './doji.ts';
import { Marubozu } from './marubozu.ts';

const NO_PARAMETERS = {} as const;

/** Penetration of the patterns that have one, and no parameter of the others. */
type ParametersOf<Id extends CandlePatternId> = CandlePatternDefinitions[Id] extends { readonly penetration: number }
  ? { readonly penetration: number }
  : typeof NO_PARAMETERS;

type CandlePatternEntries = {
  readonly [Id in CandlePatternId]: IndicatorEntry<ParametersOf<Id>, CandlePattern>;
};

const SOURCE = 'TA-Lib (A. Ciceri, 2004), after G. Morris, Candlestick Charting Explained: ';
const NOTES =
  'Definition, candle settings, values and first row are those of TA-Lib 0.6 to 0.8; what trend came before is not ' +
  'looked at. Averages are added up anew from their own candles, where TA-Lib carries a total along.';

/** Of these TA-Lib 0.4 (of 2007, still in use in ports) sees less. */
const TOUCHING_NOTES =
  ' Where the bodies share an end the value is 80, as in TA-Lib since a change of 2009; 0.4 has 0 there (1 of 500 rows ' +
  'of the reference of SPY, which is of 0.4).';
const TOUCHING: ReadonlySet<CandlePatternId> = new Set(['cdl-engulfing', 'cdl-harami', 'cdl-harami-cross']);

function patternEntry(id: CandlePatternId): IndicatorEntry {
  const { name, description, taLib, penetration } = candlePatternOf(id);
  const parameters: Readonly<Record<string, number>> = penetration === undefined ? NO_PARAMETERS : { penetration };
  return entry({
    id,
    name,
    group: 'pattern',
    pane: 'own',
    parameters,
    description,
    source: `${SOURCE}${taLib}`,
    notes: TOUCHING.has(id) ? NOTES + TOUCHING_NOTES : NOTES,
    make: ({ penetration: given }) => new CandlePattern(id, given === undefined ? {} : { penetration: given }),
  });
}

/** The indicators of patterns of the registry. */
export const PATTERNS = {
  ...(Object.fromEntries(CANDLE_PATTERN_IDS.map((id) => [id, patternEntry(id)])) as unknown as CandlePatternEntries),
  'candle-patterns': entry({
    id: 'candle-patterns',
    name: 'All 61 candle patterns',
    group: 'pattern',
    pane: 'own',
    parameters: {},
    description:
      'Every candle pattern of TA-Lib, one output each: 100 bullish, -100 bearish, 0 none; 80 for some weaker forms, 200 for some confirmed ones.',
    source: 'TA-Lib (A. Ciceri, 2004)',
    notes: 'Penetrations are the defaults of TA-Lib: 0.5 of dark cloud cover and mat hold, 0.3 of stars and babies.',
    make: () => new CandlePatterns(),
  }),
  'candle-pattern-score': entry({
    id: 'candle-pattern-score',
    name: 'Candle pattern score',
    group: 'pattern',
    pane: 'own',
    parameters: {},
    description:
      'What the 61 candle patterns say together: summed strength of the bullish and of the bearish ones (1 for each, 0.8 or 2 for some), their difference, and how many patterns of indecision there are.',
    source: 'Sum over the patterns of TA-Lib; the summary is of this package',
    notes:
      'The eight patterns whose sign is no direction (dojis, high wave, spinning top, takuri) count as indecision alone.',
    guides: [0],
    make: () => new CandlePatternScore(),
  }),
  doji: entry({
    id: 'doji',
    name: 'Doji by percent',
    group: 'pattern',
    pane: 'own',
    parameters: { changePercentMax: 0.1 },
    description:
      'Marks candles that close within a small percentage of their open (1, otherwise 0): nobody won, so a turn may be near.',
    source: 'Stock.Indicators for .NET (D. Skender): GetDoji',
    notes: 'In percent of the price, not of the usual range: a different thing from cdl-doji.',
    make: (options) => new Doji(options),
  }),
  marubozu: entry({
    id: 'marubozu',
    name: 'Marubozu by percent',
    group: 'pattern',
    pane: 'own',
    parameters: { bodyPercentMin: 95 },
    description: 'Marks candles that are nearly all body: 100 white and bullish, -100 black and bearish, 0 none.',
    source: 'Stock.Indicators for .NET (D. Skender): GetMarubozu',
    notes: 'Measured against its own range and not against the candles before: a different thing from cdl-marubozu.',
    make: (options) => new Marubozu(options),
  }),
} as const;
