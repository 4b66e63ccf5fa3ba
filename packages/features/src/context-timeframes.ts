import { TIMEFRAMES, timeframeMs, type Timeframe } from '@pipwright/model';

/** How many times longer a context timeframe is at least. */
const STEP = 4;

function nextLonger(timeframe: Timeframe): Timeframe | undefined {
  return TIMEFRAMES.find((longer) => timeframeMs(longer) >= STEP * timeframeMs(timeframe));
}

/**
 * The higher timeframes that give context to a base: the shortest one at least four times longer, and the shortest one
 * at least four times longer than that. M1: M5, M30. M5: M30, H4. M15: H1, H4. M30: H4, D1. H1: H4, D1. H4: D1, W1.
 * D1: W1 alone. W1: none.
 */
export function contextTimeframes(base: Timeframe): readonly Timeframe[] {
  const first = nextLonger(base);
  const second = first === undefined ? undefined : nextLonger(first);
  return [first, second].filter((timeframe) => timeframe !== undefined);
}
