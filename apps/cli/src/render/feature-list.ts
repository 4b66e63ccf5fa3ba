import type { FeatureList } from '@pipwright/server';
import { renderTable } from './table.ts';

/** The features as a table, and how many each group has. */
export function renderFeatureList({ timeframe, version, total, entries }: FeatureList): string {
  if (entries.length === 0) return `No feature over ${timeframe} candles is of that kind.`;
  const rows = entries.map((entry) => [
    entry.name,
    entry.group,
    entry.unit,
    `${entry.lookbackBars} ${entry.timeframe}`,
    entry.needs,
    entry.formula,
  ]);
  const groups = Map.groupBy(entries, ({ group }) => group);
  const counts = [...groups].map(([group, members]) => `${group} ${members.length}`);
  const which = entries.length === total ? `${total}` : `${entries.length} of ${total}`;
  return [
    renderTable(['name', 'group', 'unit', 'lookback', 'needs', 'formula'], rows),
    '',
    `${which} features over ${timeframe} candles, version ${version}: ${counts.join(', ')}`,
  ].join('\n');
}
