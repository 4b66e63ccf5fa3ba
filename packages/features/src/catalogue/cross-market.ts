import { indicator, source, type ColumnReference } from './column-reference.ts';
import { close } from './columns.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { featuresOf } from './feature.ts';
import { ratio, same, scaledWithin } from './operations.ts';
import { BOUNDED, OWN_WINDOW } from './stationarity.ts';

const MAJORS = ['EURUSD', 'GBPUSD', 'USDJPY', 'USDCHF', 'USDCAD', 'AUDUSD', 'NZDUSD'] as const;
const market = (role: string): ColumnReference => source(`market ${role}`, 'close');

const feature = (
  about: { name: string; formula: string; unit: string; stationarity: string },
  inputs: readonly ColumnReference[],
  compute: ColumnOperation,
): FeatureDefinition => featuresOf('cross-market')({ ...about, sparse: true }, inputs, compute);

/** Correlation, beta and move of one market. */
function companion(role: 'gold' | 'index' | 'bond', what: string): readonly FeatureDefinition[] {
  const other = market(role);
  const pair = { x: other, y: close };
  const returns = indicator('log-return', { period: 1 }, 'logReturn', other);
  return [
    feature(
      {
        name: `${role}_correlation_120`,
        formula: `correlation of 120 log returns of close and ${what}`,
        unit: 'ratio',
        stationarity: BOUNDED,
      },
      [indicator('correlation', { period: 120, returns: 1 }, 'correlation', pair)],
      same,
    ),
    feature(
      {
        name: `${role}_beta_120`,
        formula: `beta of 120 log returns of close to those of ${what}, at most 10`,
        unit: 'ratio',
        stationarity: 'A ratio of volatilities and a correlation; both wander slowly.',
      },
      [indicator('beta', { period: 120, returns: 1 }, 'beta', pair)],
      scaledWithin(0, 1, 10),
    ),
    feature(
      {
        name: `${role}_change_24`,
        formula: `ln(${what} / ${what}[24]) / standard deviation of its last 120 log returns; 0 where that is 0`,
        unit: 'deviations',
        stationarity: OWN_WINDOW,
      },
      [
        indicator('log-return', { period: 24 }, 'logReturn', other),
        indicator('standard-deviation', { period: 120 }, 'deviation', returns),
      ],
      ratio(0),
    ),
  ];
}

const strengths = Object.fromEntries(MAJORS.map((pair) => [pair, market(pair)]));
const CURRENCIES = ['USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'NZD'] as const;

/** Picks the columns of the base and the quote currency: 1 for the base, -1 for the quote, or both. */
function ofPair(weights: { readonly base: number; readonly quote: number }): ColumnOperation {
  return (inputs, output, { from, to, at }, { base, quote }) => {
    const ofBase = inputs[CURRENCIES.indexOf(base as 'USD')];
    const ofQuote = inputs[CURRENCIES.indexOf(quote as 'USD')];
    const deviation = inputs.at(-1) as Float64Array;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      const value =
        (weights.base === 0 ? 0 : weights.base * (ofBase?.[row] ?? Number.NaN)) +
        (weights.quote === 0 ? 0 : weights.quote * (ofQuote?.[row] ?? Number.NaN));
      const unit = deviation[row] as number;
      output[row + shift] = unit === 0 ? 0 : Math.max(-100, Math.min(100, value / unit));
    }
  };
}

function strength(name: string, of: string, weights: { base: number; quote: number }): FeatureDefinition {
  const own = indicator('log-return', { period: 1 }, 'logReturn');
  return feature(
    {
      name,
      formula: `${of} over 24 bars / standard deviation of 120 log returns of close, at most 100`,
      unit: 'deviations',
      stationarity: 'In deviations of the pair itself.',
    },
    [
      ...CURRENCIES.map((code) => indicator('currency-strength', { period: 24 }, code, strengths)),
      indicator('standard-deviation', { period: 120 }, 'deviation', own),
    ],
    ofPair(weights),
  );
}

/** Other markets, where their candles are loaded. */
export const CROSS_MARKET_FEATURES: readonly FeatureDefinition[] = [
  ...companion('gold', 'gold'),
  ...companion('index', 'the share index'),
  ...companion('bond', 'the government bond'),
  strength('base_strength_24', 'strength of the base currency against the other majors', { base: 1, quote: 0 }),
  strength('quote_strength_24', 'strength of the quote currency against the other majors', { base: 0, quote: 1 }),
];
