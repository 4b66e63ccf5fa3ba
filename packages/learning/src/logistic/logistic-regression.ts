import { checkTrainable } from '../model/check-trainable.ts';
import type { ModelKind, Trainer } from '../model/model.ts';
import { checkNames, checkNumber } from '../model/parameters.ts';
import { LOGISTIC_KIND, LogisticModel } from './logistic-model.ts';
import { fitLogisticCoefficients } from './newton.ts';
import { fitStandardisation } from './standardisation.ts';

/** How a logistic regression is fitted. */
export interface LogisticParameters {
  /** Weight of half the squared coefficients (on the standardised scale) beside the sum of the rows' log losses. */
  readonly l2: number;
  readonly iterationsMax: number;
}

export const LOGISTIC_DEFAULTS: LogisticParameters = { l2: 10, iterationsMax: 50 };

function trainer(given: Readonly<Record<string, unknown>>): Trainer {
  checkNames(given, Object.keys(LOGISTIC_DEFAULTS));
  const all = { ...LOGISTIC_DEFAULTS, ...given };
  const l2 = checkNumber('l2', all.l2, { min: 0, max: 1e12 });
  const iterationsMax = checkNumber('iterationsMax', all.iterationsMax, { min: 1, max: 10_000, whole: true });
  return {
    kind: LOGISTIC_KIND,
    parameters: { l2, iterationsMax },
    async fit(dataset, context) {
      checkTrainable(dataset, 'probability');
      const standardisation = fitStandardisation(dataset);
      const coefficients = fitLogisticCoefficients(
        dataset,
        standardisation,
        { l2, iterationsMax },
        {
          onIteration: (round) => context.onProgress?.({ round, rounds: iterationsMax, validationLoss: null }),
          isCancelled: () => context.signal?.aborted === true,
        },
      );
      return new LogisticModel(standardisation, coefficients.slice(0, -1), coefficients.at(-1) as number);
    },
  };
}

/**
 * Logistic regression with an L2 penalty. Features are standardised and missing values replaced by the mean inside the
 * fit, so that nothing is learnt from rows outside the fold. Parameters: `LogisticParameters`.
 */
export const logisticRegression: ModelKind = {
  kind: LOGISTIC_KIND,
  trainer,
  fromJSON: (document) => LogisticModel.fromJSON(document),
};
