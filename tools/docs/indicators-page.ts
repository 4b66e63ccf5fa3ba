import { INDICATORS, paneOf, type IndicatorEntry, type IndicatorGroup } from '@pipwright/indicators';

const GROUPS: readonly (readonly [IndicatorGroup, string])[] = [
  ['trend', 'Trend'],
  ['momentum', 'Momentum'],
  ['volatility', 'Volatility'],
  ['volume', 'Volume'],
  ['structure', 'Market structure'],
  ['flow', 'Ticks and order book'],
  ['cross-market', 'Across markets'],
  ['pattern', 'Candle patterns'],
];

/** Patterns are many and alike: rows of one table. */
const TABLED: IndicatorGroup = 'pattern';
const OUTPUTS_NAMED = 12;

function parametersOf({ parameters }: IndicatorEntry): string {
  const list = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return list.length === 0 ? 'none' : list.join(', ');
}

function outputsOf(entry: IndicatorEntry): string {
  const { outputs, warmUp, sparse } = entry.create();
  const named = outputs.map((name, index) => `${name} (${warmUp[index]}${sparse.includes(name) ? ', sparse' : ''})`);
  const rest = named.length - OUTPUTS_NAMED;
  return rest <= 1 ? named.join(', ') : `${named.slice(0, OUTPUTS_NAMED).join(', ')} and ${rest} more`;
}

function readsOf(entry: IndicatorEntry): string {
  const { reads } = entry.create();
  return reads.length > 8 ? `${reads.slice(0, 4).join(', ')} … ${reads.at(-1)} (${reads.length})` : reads.join(', ');
}

function drawn(entry: IndicatorEntry): string {
  const panes = new Set(entry.create().outputs.map((output) => paneOf(entry, output)));
  if (panes.size === 2) return 'over the candles, and in a pane below them';
  return panes.has('price') ? 'over the candles' : 'in a pane below the candles';
}

function described(entry: IndicatorEntry): string {
  const { id, name, description, source, notes } = entry;
  const lines = [
    `### ${name}`,
    '',
    `\`${id}\` · ${drawn(entry)}`,
    '',
    description,
    ...(notes === undefined ? [] : ['', notes]),
    '',
    `- Parameters: ${parametersOf(entry)}`,
    `- Outputs (bars needed): ${outputsOf(entry)}`,
    `- Reads: ${readsOf(entry)}`,
    `- Source: ${source}`,
  ];
  return lines.join('\n');
}

function tabled(entries: readonly IndicatorEntry[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = entries.map(
    (entry) =>
      `| \`${entry.id}\` | ${cell(entry.name)} | ${cell(entry.description)}${entry.notes === undefined ? '' : ` ${cell(entry.notes)}`} | ${parametersOf(entry)} | ${outputsOf(entry)} |`,
  );
  return [
    '| id | name | what it is | parameters | outputs (bars needed) |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function listed(entries: readonly IndicatorEntry[]): string {
  return entries.map(({ id }) => `\`${id}\``).join(', ');
}

/** docs/indicators.md: every registered indicator with what a person needs in order to use it. */
export function indicatorsPage(): string {
  const groups = GROUPS.map(([group, title]) => ({
    title,
    group,
    entries: INDICATORS.filter((entry) => entry.group === group),
  })).filter(({ entries }) => entries.length > 0);
  const sections = groups.map(({ title, group, entries }) =>
    [`## ${title}`, '', group === TABLED ? tabled(entries) : entries.map(described).join('\n\n')].join('\n'),
  );
  return `# Indicators

<!-- Written by \`npm run docs\` from the registry of packages/indicators. -->

All ${INDICATORS.length} indicators of \`@pipwright/indicators\`. Each gives the same bits live and in batch, can be saved and restored, and
can look at a forming bar without changing. The number behind an output is how many bars it needs for its first value;
before that it is NaN. A sparse output is NaN where there is nothing to report. A row with a value that is no number is
left out.

${groups.map(({ title, entries }) => `- **${title}** (${entries.length}): ${listed(entries)}`).join('\n')}

${sections.join('\n\n')}
`;
}
