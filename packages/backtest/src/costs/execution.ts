import type { Random } from '@pipwright/kernel';
import type { Execution, ExecutionModel } from '../venue/venue-options.ts';
import { atLeastZero, fractionOf } from './cost-checks.ts';

/** Every request arrives at once, is never turned away, and finds any volume at the touch. */
export const EXECUTION_IDEAL: ExecutionModel = {
  latencyMs: 0,
  latencyJitterMs: 0,
  rejectRate: 0,
  requoteRate: 0,
  depth: null,
};

/**
 * How orders are carried out. Latency and fate are drawn from sources of their own, so that a change of one rate leaves the
 * other draws as they were. Throws `COST_OUT_OF_RANGE`.
 */
export function executionOf(model: ExecutionModel, random: Random): Execution {
  const latencyMs = Math.round(atLeastZero('execution.latencyMs', model.latencyMs));
  const jitterMs = Math.round(atLeastZero('execution.latencyJitterMs', model.latencyJitterMs));
  const rejectBelow = fractionOf('execution.rejectRate', model.rejectRate);
  const requoteRate = fractionOf('execution.requoteRate', model.requoteRate);
  const requoteBelow = fractionOf('execution.rejectRate + execution.requoteRate', rejectBelow + requoteRate);
  const lots = model.depth === null ? Infinity : atLeastZero('execution.depth.lots', model.depth.lots);
  const share = model.depth === null ? 0 : atLeastZero('execution.depth.volumeFraction', model.depth.volumeFraction);
  const delays = random.split('latency');
  const fates = random.split('fate');
  return {
    latency: () => (jitterMs === 0 ? latencyMs : latencyMs + delays.integer(jitterMs + 1)),
    fate: () => {
      if (requoteBelow === 0) return 'fill';
      const draw = fates.next();
      if (draw < rejectBelow) return 'reject';
      return draw < requoteBelow ? 'requote' : 'fill';
    },
    available: (tradedVolume) => (share === 0 ? lots : lots + share * Math.max(0, tradedVolume)),
  };
}
