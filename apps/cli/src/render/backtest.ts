import { isoTime } from '@pipwright/model';
import type { BacktestSummary } from '@pipwright/server';
import { figureText, moneyText } from './figure-text.ts';

/** What a person wants to know of a backtest: the verdict first, then the figures and where the money went. */
export function renderBacktest(summary: BacktestSummary): string {
  const day = (time: number): string => isoTime(time).slice(0, 10);
  const width = Math.max(...[...summary.headline, ...summary.waterfall].map(({ name }) => name.length)) + 2;
  return [
    summary.verdict.headline,
    ...summary.verdict.reasons.map((reason) => `  ${reason}`),
    '',
    `${summary.runId}: ${summary.candles.toLocaleString('en-US')} candles, ${day(summary.from)} to ${day(summary.to)}${summary.modelId === null ? '' : `, model ${summary.modelId}`}`,
    `  ${summary.strategy}${summary.parameters.map(({ name, value }) => ` ${name}=${value}`).join('')}`,
    ...(summary.ruleShare === null
      ? []
      : [`  ${(summary.ruleShare * 100).toFixed(1)} % of the fills rest on the rule for the path inside a candle`]),
    ...summary.headline.map((figure) => `  ${figure.name.padEnd(width)}${figureText(figure, summary)}`),
    '',
    'Where the money went:',
    ...summary.waterfall.map(
      ({ name, amount: value }) => `  ${name.padEnd(width)}${moneyText(value, summary).padStart(18)}`,
    ),
    ...(summary.trades === 0
      ? [
          '',
          'Why nothing was traded:',
          ...summary.decisions.map(({ name, count }) => `  ${name}: ${count.toLocaleString('en-US')}`),
        ]
      : []),
    '',
    `Digest ${summary.digest}`,
    'Next: pipwright report',
  ].join('\n');
}
