export const CalibrationKind = { None: 'none', Platt: 'platt', Isotonic: 'isotonic' } as const;
export type CalibrationKind = (typeof CalibrationKind)[keyof typeof CalibrationKind];
export const CALIBRATION_KINDS: readonly CalibrationKind[] = Object.values(CalibrationKind);

/** Turns a model's probability into one that comes true as often as it says. Never changes an order, but may tie. */
export interface Calibrator {
  readonly kind: CalibrationKind;
  /** A probability for a probability. */
  apply(probability: number): number;
  toJSON(): { readonly kind: CalibrationKind; readonly [member: string]: unknown };
}

/** Leaves probabilities as they are. */
export const noCalibration: Calibrator = {
  kind: 'none',
  apply: (probability) => probability,
  toJSON: () => ({ kind: 'none' }),
};
