import { minorUnits, type EpochMs } from '@pipwright/model';
import { createRandom } from '@pipwright/kernel';
import type { ParameterValues } from '@pipwright/trading';
import type { Evaluate, SearchTrial, TimeRange, TrialOutcome } from './trial.ts';

const DAY_MS = 86_400_000;
export const RANGE: TimeRange = { from: 0 as EpochMs, to: (200 * DAY_MS) as EpochMs };

export function madeOutcome(fields: Partial<TrialOutcome> = {}): TrialOutcome {
  return {
    initialBalance: minorUnits(1_000_000),
    net: minorUnits(5000),
    trades: 100,
    grossProfit: 9000,
    grossLoss: -4000,
    drawdown: 0.05,
    dailyReturns: Float64Array.of(0.01, -0.005, 0.002, 0.004),
    digest: 'fills',
    ...fields,
  };
}

export function madeTrial(number: number, parameters: ParameterValues, score: number | null): SearchTrial {
  return {
    number,
    parameters,
    state: 'done',
    reason: '',
    range: RANGE,
    share: 1,
    score,
    stageScores: [],
    net: minorUnits(score === null ? 0 : Math.round(score * 100)),
    trades: 50,
    sharpe: 0.1,
    days: 200,
    digest: `fills-${number}`,
  };
}

/** A strategy that earns `merit` of its parameters in units of money, evenly over the range, with some noise by day. */
export function madeEvaluation(merit: (parameters: ParameterValues) => number): Evaluate {
  return (parameters, { from, to }) => {
    const random = createRandom(JSON.stringify(parameters));
    const days = Math.round((to - from) / DAY_MS);
    const mean = merit(parameters) / 200 / 10_000;
    const dailyReturns = Float64Array.from({ length: days }, () => mean + 0.001 * random.normal());
    const net = minorUnits(Math.round(dailyReturns.reduce((sum, value) => sum + value, 0) * 1_000_000));
    const digest = JSON.stringify([parameters, days]);
    return Promise.resolve({ ok: true, outcome: madeOutcome({ net, dailyReturns, digest, trades: days }) });
  };
}
