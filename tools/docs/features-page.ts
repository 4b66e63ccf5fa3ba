import { computeLabels, featureSet, type FeatureEntry, type FeatureGroup } from '@pipwright/features';
import { allocateCandles, TIMEFRAMES, type CandleSeries, type SymbolName, type Timeframe } from '@pipwright/model';

/** The timeframe whose features are described one by one. */
const BASE: Timeframe = 'H1';

const TITLES: Readonly<Record<FeatureGroup, string>> = {
  trend: 'Trend',
  momentum: 'Momentum',
  volatility: 'Volatility',
  volume: 'Volume',
  pattern: 'Candle patterns',
  structure: 'Market structure',
  candle: 'Candle anatomy',
  spread: 'Spread and slippage',
  regime: 'Regime',
  time: 'Time',
  session: 'Sessions and the day so far',
  context: 'Higher timeframes',
  calendar: 'Economic calendar',
  positioning: 'Positions of traders',
  rates: 'Interest rates',
  sentiment: 'Sentiment',
  'cross-market': 'Other markets',
};

function linked(entries: readonly { readonly name: string }[]): string {
  return entries.map(({ name }) => `[\`${name}\`](#${name})`).join(', ');
}

function named(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
}

function needsOf({ needs }: FeatureEntry): string {
  return needs === 'candles' ? 'candles' : `${needs} (NaN where not loaded)`;
}

function described(entry: FeatureEntry): string {
  const { name, formula, source, unit, lookbackBars, timeframe, availableAt, stationarity, required } = entry;
  return [
    `### ${name}`,
    '',
    `    ${formula}`,
    '',
    `- Source: ${source}`,
    `- Unit: ${unit}. Lookback: ${lookbackBars} ${timeframe}. Needs: ${needsOf(entry)}${required ? '; part of a complete row' : ''}`,
    `- Available at: ${availableAt}`,
    `- Stationarity: ${stationarity}`,
  ].join('\n');
}

/** Groups in the order of the catalogue, with their members. */
function groupsOf(entries: readonly FeatureEntry[]): readonly (readonly [string, readonly FeatureEntry[]])[] {
  return [...Map.groupBy(entries, ({ group }) => group)].map(([group, members]) => [TITLES[group], members] as const);
}

function setsTable(): string {
  const rows = TIMEFRAMES.map((timeframe) => {
    const { entries, contexts, version } = featureSet(timeframe);
    const higher = contexts.length === 0 ? 'none' : contexts.join(', ');
    return `| ${timeframe} | ${entries.length} | ${higher} | \`${version}\` |`;
  });
  return ['| candles | features | higher timeframes | version |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** What another timeframe has besides, has not, and computes otherwise. */
function differences(timeframe: Timeframe): string {
  const base = new Map(featureSet(BASE).entries.map((entry) => [entry.name, entry]));
  const { entries } = featureSet(timeframe);
  const names = new Set(entries.map(({ name }) => name));
  const added = entries.filter(({ name }) => !base.has(name));
  const removed = [...base.keys()].filter((name) => !names.has(name));
  const other = entries.filter((entry) => (base.get(entry.name)?.formula ?? entry.formula) !== entry.formula);
  const lines = [`- **${timeframe}** (${entries.length}). Besides: ${named(added.map(({ name }) => name))}.`];
  if (removed.length > 0) lines.push(`  Without: ${named(removed)}.`);
  if (other.length > 0)
    lines.push(`  Otherwise: ${other.map((one) => `\`${one.name}\` (${one.formula})`).join(', ')}.`);
  return lines.join('\n');
}

function labelsTable(): string {
  const candles = allocateCandles(0);
  const series: CandleSeries = { symbol: 'EURUSD' as SymbolName, timeframe: BASE, askSource: 'quoted', candles };
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = computeLabels({ series }).labels.map(
    ({ name, formula, unit }) => `| \`${name}\` | ${cell(formula)} | ${unit} |`,
  );
  return ['| label | formula | unit |', '| --- | --- | --- |', ...rows].join('\n');
}

/** docs/features.md: every feature with its formula and source, and how timeframes differ. */
export function featuresPage(): string {
  const { entries, contexts } = featureSet(BASE);
  const groups = groupsOf(entries);
  const alphabetical = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const sections = groups.map(([title, members]) => `## ${title}\n\n${members.map(described).join('\n\n')}`);
  return `# Features

<!-- Written by \`npm run docs\` from the catalogue of packages/features. -->

All ${entries.length} features over ${BASE} candles with ${contexts.join(', ')} above them; [other timeframes](#other-timeframes) have the
same ones but for their context, and [labels](#labels) are at the end. The same from the command line:
\`pipwright features list\`, \`pipwright features describe NAME\`.

A row may be used from the close of its candle, and sees nothing that was not known then. Formulas speak of bid prices;
\`close[5]\` is the close five candles before, \`H4 RSI(14)\` the indicator over H4 candles. [indicators.md](indicators.md)
describes the indicators. Lookback is how many candles the first value needs; before that it is NaN. A feature that needs
more than candles is NaN throughout where its source is not loaded. A row is complete when those are numbers that are
part of it.

## By group

${groups.map(([title, members]) => `- **${title}** (${members.length}): ${linked(members)}`).join('\n')}

## By name

${linked(alphabetical)}

${sections.join('\n\n')}

## Other timeframes

${setsTable()}

Rows of different versions never mix. Compared with ${BASE}:

${(['M1', 'D1'] as const).map(differences).join('\n')}

## Labels

What models learn from: known only later, each from its own \`availableAt\` on, and never part of a row. Over ${BASE} candles:

${labelsTable()}
`;
}
