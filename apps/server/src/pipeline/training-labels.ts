import { forwardLabels, HORIZONS, sampleUniqueness, tripleBarrier, type Label } from '@pipwright/features';
import type { CandleSeries } from '@pipwright/model';

/** What a model can be asked to foretell. */
export const LABEL_HORIZONS = ['1h', '4h', '1d', 'barrier'] as const;
export type LabelHorizon = (typeof LABEL_HORIZONS)[number];

/** A label of two classes with what training needs of it; one value per candle. */
export interface TrainingLabel {
  readonly name: string;
  /** Time from the decision to the end of the label, at most, in trading time. */
  readonly horizonMs: number;
  /** 1 for up, 0 for down; NaN where it is not known. */
  readonly values: Float64Array;
  /** When the value is known; NaN where the value is. */
  readonly availableAt: Float64Array;
  /** Average uniqueness: labels that overlap many others weigh less. */
  readonly weights: Float64Array;
}

const DAY_MS = 86_400_000;

/** Up where the upper of two barriers two average true ranges away came first, or the price was higher at the time-out. */
function barrierLabel(series: CandleSeries): TrainingLabel {
  const { label, returns } = tripleBarrier(series, { timeoutMs: DAY_MS });
  const values = label.values.map((value, row) => {
    if (Number.isNaN(value)) return Number.NaN;
    const isUp = value === 0 ? (returns[row] as number) > 0 : value > 0;
    return isUp ? 1 : 0;
  });
  return { name: label.name, horizonMs: DAY_MS, values, ...rest(label) };
}

function rest({ availableAt, endRow }: Label): Pick<TrainingLabel, 'availableAt' | 'weights'> {
  return { availableAt, weights: sampleUniqueness(endRow) };
}

export function trainingLabel(series: CandleSeries, horizon: LabelHorizon): TrainingLabel | null {
  if (horizon === 'barrier') return barrierLabel(series);
  const chosen = HORIZONS.find(({ name }) => name === horizon);
  if (chosen === undefined) return null;
  const label = forwardLabels(series, [chosen]).find(({ name }) => name === `direction_${horizon}`);
  if (label === undefined) return null;
  return { name: label.name, horizonMs: chosen.durationMs, values: label.values, ...rest(label) };
}
