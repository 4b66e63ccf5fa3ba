import { derived, inFrame, source, type ColumnReference, type ContextFrameIndex } from './column-reference.ts';
import { close, perAtr } from './columns.ts';
import type { ColumnOperation } from './column-operation.ts';
import type { FeatureDefinition } from './feature-definition.ts';
import { featuresOf } from './feature.ts';
import { inTypicalSpreads, productOfThree, same, scaled } from './operations.ts';
import { BOUNDED } from './stationarity.ts';

const calendar = (name: string) => source('calendar', name);
const line =
  (group: FeatureDefinition['group'], origin: string) =>
  (
    about: { name: string; formula: string; unit: string; stationarity: string },
    input: ColumnReference,
    compute: ColumnOperation = same,
  ): FeatureDefinition =>
    featuresOf(group)({ ...about, source: origin, sparse: true }, [input], compute);

const release = line('calendar', 'Economic calendar: announcements and figures, each as of its own publication');
const RELEASES = 'Bounded by construction; how many releases are listed depends on the provider.';

function distances(side: 'base' | 'quote'): readonly FeatureDefinition[] {
  const about = { unit: 'days', stationarity: RELEASES };
  return [
    release(
      {
        ...about,
        name: `calendar_${side}_high_ahead`,
        formula: `time to the next release of high impact of the ${side} currency / 24 h, at most 1`,
      },
      calendar(`${side}HighAhead`),
    ),
    release(
      {
        ...about,
        name: `calendar_${side}_high_since`,
        formula: `time since the last release of high impact of the ${side} currency / 24 h, at most 1`,
      },
      calendar(`${side}HighSince`),
    ),
    release(
      {
        name: `calendar_${side}_surprise`,
        formula: `sum of (actual - forecast) / root mean square of the event's last 24 surprises over releases of the ${side} currency, each at most 5, negative where more is worse (unemployment), halved every 4 h`,
        unit: 'typical surprises',
        stationarity: 'In typical surprises of each event.',
      },
      calendar(`${side}Surprise`),
    ),
  ];
}

export const CALENDAR_FEATURES: readonly FeatureDefinition[] = [
  ...distances('base'),
  ...distances('quote'),
  release(
    {
      name: 'calendar_medium_ahead',
      formula: 'time to the next release of medium impact of either currency / 24 h, at most 1',
      unit: 'days',
      stationarity: RELEASES,
    },
    calendar('mediumAhead'),
  ),
  release(
    {
      name: 'calendar_medium_since',
      formula: 'time since the last release of medium impact of either currency / 24 h, at most 1',
      unit: 'days',
      stationarity: RELEASES,
    },
    calendar('mediumSince'),
  ),
  release(
    {
      name: 'calendar_high_within_day',
      formula: 'releases of high impact of either currency in the next 24 h',
      unit: 'releases',
      stationarity: RELEASES,
    },
    calendar('highWithinDay'),
  ),
  release(
    {
      name: 'calendar_holiday',
      formula: '1 within 24 h from the begin of a holiday of either currency',
      unit: 'flag',
      stationarity: BOUNDED,
    },
    calendar('holiday'),
  ),
  release(
    {
      name: 'calendar_reaction_ahead',
      formula:
        'mean |close one hour after - close before| / ATR(14) before, over the last 12 releases of the event that comes next (medium impact or more)',
      unit: 'ATR',
      stationarity: 'In average true ranges before the release.',
    },
    calendar('reactionAhead'),
  ),
  release(
    {
      name: 'calendar_reaction_last',
      formula: '|close one hour after - close before| / ATR(14) before, of the last release (medium impact or more)',
      unit: 'ATR',
      stationarity: 'In average true ranges before the release.',
    },
    calendar('reactionLast'),
  ),
];

const report = line(
  'positioning',
  'Commodity Futures Trading Commission, Commitments of Traders, legacy report; as of its publication',
);
const OF_OPEN_INTEREST = 'A share of open interest; it wanders over years.';
const positions = (name: string) => source('positioning', name);

export const POSITIONING_FEATURES: readonly FeatureDefinition[] = [
  report(
    {
      name: 'positioning_net',
      formula: '(non-commercial long - short) / open interest, base minus quote currency; the dollar counts 0',
      unit: 'fraction',
      stationarity: OF_OPEN_INTEREST,
    },
    positions('net'),
  ),
  report(
    {
      name: 'positioning_change_1',
      formula: 'change of positioning_net over one report',
      unit: 'fraction',
      stationarity: 'A difference: it does not wander.',
    },
    positions('change1'),
  ),
  report(
    {
      name: 'positioning_change_4',
      formula: 'change of positioning_net over four reports',
      unit: 'fraction',
      stationarity: 'A difference: it does not wander.',
    },
    positions('change4'),
  ),
  report(
    {
      name: 'positioning_percentile',
      formula: 'percentile of the net share in its last 156 reports (three years), base minus quote; the dollar 0.5',
      unit: 'fraction',
      stationarity: BOUNDED,
    },
    positions('percentile'),
  ),
  report(
    {
      name: 'positioning_commercial_net',
      formula: '(commercial long - short) / open interest, base minus quote currency; the dollar counts 0',
      unit: 'fraction',
      stationarity: OF_OPEN_INTEREST,
    },
    positions('commercialNet'),
  ),
];

const rate = line('rates', 'Short-term interest rates as of their publication (OECD, central banks)');
const rates = (name: string) => source('rates', name);

/** `dayFrame` is the frame of D1 candles where there is one. */
export function ratesFeatures(dayFrame: ContextFrameIndex | null): readonly FeatureDefinition[] {
  const perDayAtr = dayFrame === null ? perAtr : inFrame(dayFrame, perAtr);
  const range = dayFrame === null ? 'ATR(14)' : 'D1 ATR(14)';
  const carry = derived('a / 36500', [rates('difference')], scaled(0, 36_500));
  return [
    rate(
      {
        name: 'rate_difference',
        formula: 'short-term rate of the base - that of the quote currency',
        unit: 'percent a year',
        stationarity: 'Follows policy over years: a level, not a signal of days.',
      },
      rates('difference'),
    ),
    rate(
      {
        name: 'rate_change_91',
        formula: 'rate_difference - that known 91 days ago',
        unit: 'percent a year',
        stationarity: 'A difference; long at 0 between changes of policy.',
      },
      rates('change91'),
    ),
    {
      ...featuresOf('rates')(
        {
          name: 'carry_atr',
          formula: `close rate_difference / 36500 / ${range}: the interest of a day in daily ranges`,
          source: 'Own definition: carry for risk',
          unit: 'ATR',
          stationarity: 'Relative to the range; follows policy over years.',
          sparse: true,
        },
        [carry, close, perDayAtr],
        productOfThree,
      ),
    },
  ];
}

const mood = line('sentiment', 'Scores of news and surveys, as of their publication');
const SCORES = 'Bounded by construction; depends on how many texts are scored.';

export const SENTIMENT_FEATURES: readonly FeatureDefinition[] = [
  mood(
    {
      name: 'sentiment_quick',
      formula: 'mean score by relevance, halved every 4 h, with one neutral text; base minus quote currency',
      unit: 'score',
      stationarity: SCORES,
    },
    source('sentiment', 'quick'),
  ),
  mood(
    {
      name: 'sentiment_slow',
      formula: 'mean score by relevance, halved every 24 h, with one neutral text; base minus quote currency',
      unit: 'score',
      stationarity: SCORES,
    },
    source('sentiment', 'slow'),
  ),
  mood(
    {
      name: 'sentiment_intensity',
      formula: 'ln(1 + sum of relevance, halved every 24 h, over both currencies)',
      unit: 'logarithm',
      stationarity: 'Grows with the number of texts that a provider scores.',
    },
    source('sentiment', 'intensity'),
  ),
];

const fill = line('spread', "The account's own fills against the quotes on which they were decided");

export const SLIPPAGE_FEATURES: readonly FeatureDefinition[] = [
  fill(
    {
      name: 'slippage_mean_20',
      formula: "mean slippage of the last 20 fills / the instrument's typical spread",
      unit: 'ratio',
      stationarity: 'Follows the broker.',
    },
    source('slippage', 'mean'),
    inTypicalSpreads,
  ),
  fill(
    {
      name: 'slippage_worst_20',
      formula: "worst slippage of the last 20 fills / the instrument's typical spread",
      unit: 'ratio',
      stationarity: 'Follows the broker.',
    },
    source('slippage', 'worst'),
    inTypicalSpreads,
  ),
];
