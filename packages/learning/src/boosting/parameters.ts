import { errors } from '../errors.ts';
import { checkChoice, checkNames, checkNumber } from '../model/parameters.ts';

/** What a boosted model minimises: log loss of a 0/1 label, or squared error of a number. */
export type BoostingLoss = 'logistic' | 'squared';

/** Stops adding trees when the loss on the latest rows no longer falls. */
export interface EarlyStopping {
  /** Share of the rows, the latest ones, that the loss is measured on. Earlier rows that overlap them are purged. */
  readonly fraction: number;
  /** Rounds without a new best loss after which training stops. */
  readonly patienceRounds: number;
  /** Train once more on all rows with the number of rounds found, so that the latest rows are learnt from too. */
  readonly refit: boolean;
}

/** How a gradient-boosted ensemble is grown. */
export interface BoostingParameters {
  readonly loss: BoostingLoss;
  /** Trees, at most. */
  readonly rounds: number;
  readonly learningRate: number;
  readonly leavesMax: number;
  /** Splits from the root to any leaf. */
  readonly depthMax: number;
  /** Added to the hessian sum of every leaf: larger values shrink leaves with few rows. */
  readonly l2: number;
  /** Smallest hessian sum of a leaf. For log loss a row adds at most 0.25. */
  readonly leafHessianMin: number;
  /** Smallest gain of a split. */
  readonly gainMin: number;
  /** Bins that the values of a feature are sorted into; missing values have one of their own. */
  readonly binsMax: number;
  /** Share of the rows that each tree sees. */
  readonly rowFraction: number;
  /** Share of the features that each tree sees. */
  readonly featureFraction: number;
  readonly earlyStopping: EarlyStopping | null;
}

export const BOOSTING_DEFAULTS: BoostingParameters = {
  loss: 'logistic',
  rounds: 200,
  learningRate: 0.05,
  leavesMax: 31,
  depthMax: 6,
  l2: 1,
  leafHessianMin: 5,
  gainMin: 0,
  binsMax: 255,
  rowFraction: 1,
  featureFraction: 1,
  earlyStopping: null,
};

function checkEarlyStopping(value: unknown): EarlyStopping | null {
  if (value === null) return null;
  if (typeof value !== 'object') {
    throw errors.PARAMETER_INVALID({ name: 'earlyStopping', value: typeof value, expected: 'an object or null' });
  }
  const given = { fraction: 0.15, patienceRounds: 20, refit: true, ...value } as Record<string, unknown>;
  checkNames(given, ['fraction', 'patienceRounds', 'refit']);
  if (typeof given['refit'] !== 'boolean') {
    const found = String(given['refit']);
    throw errors.PARAMETER_INVALID({ name: 'earlyStopping.refit', value: found, expected: 'true or false' });
  }
  return {
    fraction: checkNumber('earlyStopping.fraction', given['fraction'], { min: 0.01, max: 0.5 }),
    patienceRounds: checkNumber('earlyStopping.patienceRounds', given['patienceRounds'], {
      min: 1,
      max: 100_000,
      whole: true,
    }),
    refit: given['refit'],
  };
}

/** Fills in defaults and checks ranges. Throws `PARAMETER_INVALID`. */
export function boostingParameters(given: Readonly<Record<string, unknown>>): BoostingParameters {
  checkNames(given, Object.keys(BOOSTING_DEFAULTS));
  const all: Record<string, unknown> = { ...BOOSTING_DEFAULTS, ...given };
  const number = (name: keyof BoostingParameters, min: number, max: number, whole = false): number =>
    checkNumber(name, all[name], { min, max, whole });
  return {
    loss: checkChoice('loss', all['loss'], ['logistic', 'squared']),
    rounds: number('rounds', 1, 100_000, true),
    learningRate: number('learningRate', 1e-6, 1),
    leavesMax: number('leavesMax', 2, 4096, true),
    depthMax: number('depthMax', 1, 64, true),
    l2: number('l2', 0, 1e9),
    leafHessianMin: number('leafHessianMin', 0, 1e12),
    gainMin: number('gainMin', 0, 1e12),
    binsMax: number('binsMax', 2, 255, true),
    rowFraction: number('rowFraction', 0.01, 1),
    featureFraction: number('featureFraction', 0.01, 1),
    earlyStopping: checkEarlyStopping(all['earlyStopping']),
  };
}
