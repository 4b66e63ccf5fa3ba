import { isoTime } from '@pipwright/model';
import type { BacktestSummary, SearchSummary, WalkForwardSummary } from '@pipwright/server';
import { renderBacktest } from './backtest.ts';
import { renderTable } from './table.ts';

type Parameters = SearchSummary['search']['best'][number]['parameters'];

const day = (time: number): string => isoTime(time).slice(0, 10);
const share = (value: number | null): string => (value === null ? 'N/A' : `${(value * 100).toFixed(1)} %`);
const score = (value: number | null): string => (value === null ? 'N/A' : value.toFixed(3));
const named = (parameters: Parameters): string => parameters.map(({ name, value }) => `${name}=${value}`).join(' ');

function money(amount: number, { minorDigits }: BacktestSummary): string {
  return (amount / 10 ** minorDigits).toLocaleString('en-US', {
    minimumFractionDigits: minorDigits,
    maximumFractionDigits: minorDigits,
  });
}

/** The best sets, what luck explains of them, and the backtest of the best one. */
export function renderSearch(summary: SearchSummary): string {
  const { trials, stoppedEarly, failed, engine, best, overfitting, spa } = summary.search;
  return [
    `${trials.toLocaleString('en-US')} trials over the ${engine} engine; ${stoppedEarly} stopped early, ${failed} failed`,
    `Probability of backtest overfitting ${share(overfitting)}; p-value of the best against luck (SPA) ${spa === null ? 'N/A' : spa.toFixed(3)}`,
    '',
    renderTable(
      ['score', 'net', 'trades', 'parameters'],
      best.map((one) => [score(one.score), money(one.net, summary), String(one.trades), named(one.parameters)]),
    ),
    '',
    'The best of them as a backtest:',
    renderBacktest(summary),
  ].join('\n');
}

/** Every fold with what was chosen and what became of it, and the tests as one run. */
export function renderWalkForward(summary: WalkForwardSummary): string {
  const { folds, efficiency, variants, mode } = summary.walkForward;
  return [
    `${folds.length} ${mode} folds, ${variants.toLocaleString('en-US')} sets of parameters tried; efficiency ${efficiency === null ? 'N/A' : efficiency.toFixed(2)} (test score / training score)`,
    '',
    renderTable(
      ['test', 'training', 'test score', 'net', 'trades', 'chosen'],
      folds.map((fold) => [
        `${day(fold.testFrom)} to ${day(fold.testTo)}`,
        score(fold.trainScore),
        score(fold.testScore),
        money(fold.net, summary),
        String(fold.trades),
        named(fold.parameters),
      ]),
    ),
    '',
    'The tests as one run:',
    renderBacktest(summary),
  ].join('\n');
}
