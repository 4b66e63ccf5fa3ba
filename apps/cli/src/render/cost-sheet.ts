import type { CostSheet } from '@pipwright/server';
import { renderTable } from './table.ts';

const BAR = '█';
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const BAR_WIDTH = 30;

/** A bar of eighths of a character. */
function bar(share: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH * 8);
  return BAR.repeat(Math.floor(eighths / 8)) + (PARTS[eighths % 8] ?? '');
}

/** Hours from the open of the trading day on, then the parts that are none. */
function inOrder<Row>(rows: readonly Row[]): readonly Row[] {
  return [...rows.slice(17, 24), ...rows.slice(0, 17), ...rows.slice(24)];
}

function spreadTable({ pointsPerPip, spread, typicalSpreadPoints }: CostSheet): string {
  const pips = (points: number): string => (points / pointsPerPip).toFixed(2);
  if (spread === null) {
    return `Spread: ${pips(typicalSpreadPoints)} pips where the data has no ask side. Fit one to ticks with \`pipwright costs fit\`.`;
  }
  const widest = Math.max(...spread.rows.map((row) => row.spread));
  const rows = inOrder(spread.rows).map(({ part, minutes, spread: points, quantiles }) => [
    part,
    pips(points),
    bar(points / widest),
    ...(quantiles ?? []).slice(0, 4).map(pips),
    ...(quantiles === null ? ['–', '–', '–', '–'] : []),
    minutes.toLocaleString('en-US'),
  ]);
  const { exponent } = spread.volatility;
  return [
    `Spread in pips, ${spread.description}; hours of New York:`,
    renderTable(['part', 'taken', '', '10 %', '50 %', '90 %', '99 %', 'minutes'], rows),
    exponent === 0
      ? 'It does not widen with the range of a candle.'
      : `A candle of twice the usual range has ${((2 ** exponent - 1) * 100).toFixed(0)} % more.`,
    `Without it: ${pips(typicalSpreadPoints)} pips, always. Runs take it where candles have no ask side; quoted ones stay.`,
  ].join('\n');
}

function contractLines({ contract, stored, defaults }: CostSheet): string {
  const { margin, volume, contractSize, execution } = contract;
  const { tiers } = margin;
  const leverage =
    tiers === undefined
      ? `1:${margin.leverage}`
      : tiers
          .map((tier) => `1:${tier.leverage}`)
          .join(', then ')
          .concat(' with growing size');
  const lines = [
    [
      'contract',
      stored === null ? 'of the catalogue' : `of the catalogue, with ${Object.keys(stored).join(', ')} of your own`,
    ],
    [
      'lot',
      `${contractSize.toLocaleString('en-US')} units; ${volume.min} to ${volume.max} lots in steps of ${volume.step}`,
    ],
    ['swap', defaults.swap],
    ['margin', `${leverage}; of what is hedged ${(margin.hedgedFraction * 100).toFixed(0)} %`],
    ['execution', `${execution}. ${defaults.execution}`],
    ['commission', defaults.commission],
    ['slippage', defaults.slippage],
  ];
  return lines.map(([name = '', text = '']) => `${name.padEnd(12)}${text}`).join('\n');
}

/** What trading an instrument costs, for people. */
export function renderCostSheet(sheet: CostSheet): string {
  return `${sheet.symbol}\n\n${contractLines(sheet)}\n\n${spreadTable(sheet)}\n\nOptions of the command that runs it change the last three.`;
}
