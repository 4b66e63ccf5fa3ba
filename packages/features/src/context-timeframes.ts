import { timeframeMs, type Timeframe } from '@pipwright/model';

/** The timeframes that an analysis looks at, shortest first. */
const ANALYSIS_TIMEFRAMES: readonly Timeframe[] = ['M5', 'M15', 'H1', 'H4', 'D1', 'W1'];

/**
 * The higher timeframes that give context to a base: those of M5, M15, H1, H4, D1 and W1 that are longer. M1 has all
 * six, H1 has H4, D1 and W1, D1 has W1, and W1 has none.
 */
export function contextTimeframes(base: Timeframe): readonly Timeframe[] {
  return ANALYSIS_TIMEFRAMES.filter((timeframe) => timeframeMs(timeframe) > timeframeMs(base));
}
