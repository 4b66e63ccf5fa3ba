import { MOVING_AVERAGES } from './moving-average-entries.ts';
import { OVERLAYS } from './overlay-entries.ts';
import { TREND_OSCILLATORS } from './trend-oscillator-entries.ts';
import { TREND_STRENGTH } from './trend-strength-entries.ts';

/** The trend indicators of the registry. */
export const TREND = { ...MOVING_AVERAGES, ...TREND_STRENGTH, ...TREND_OSCILLATORS, ...OVERLAYS } as const;
