import { selectRows, type Dataset } from '../dataset/dataset.ts';
import { checkTrainable } from '../model/check-trainable.ts';
import type { FitContext, Model, ModelKind, Trainer } from '../model/model.ts';
import { purgedTail } from '../validation/purge.ts';
import { boostingParameters, type BoostingParameters } from './parameters.ts';
import { trainEnsemble } from './train-ensemble.ts';
import { flattenTrees } from './tree-arrays.ts';
import { BOOSTING_KIND, TreeEnsemble } from './tree-ensemble.ts';

async function fit(dataset: Dataset, parameters: BoostingParameters, context: FitContext): Promise<Model> {
  const output = parameters.loss === 'logistic' ? 'probability' : 'value';
  checkTrainable(dataset, output);
  const seed = context.random.uint32();
  const ensemble = async (train: Dataset, validation: Dataset | null, chosen: BoostingParameters): Promise<Model> => {
    const request = { dataset: train, validation, parameters: chosen, seed };
    const { baseScore, trees } = await trainEnsemble(request, context);
    return new TreeEnsemble(chosen.loss, baseScore, dataset.featureNames.length, flattenTrees(trees));
  };
  const stopping = parameters.earlyStopping;
  if (stopping === null) return ensemble(dataset, null, parameters);
  const { head, tail } = purgedTail(dataset, stopping.fraction);
  const train = selectRows(dataset, head);
  checkTrainable(train, output);
  const stopped = (await ensemble(train, selectRows(dataset, tail), parameters)) as TreeEnsemble;
  const rounds = stopped.trees.roots.length;
  if (!stopping.refit || rounds === 0) return stopped;
  return ensemble(dataset, null, { ...parameters, rounds, earlyStopping: null });
}

function trainer(given: Readonly<Record<string, unknown>>): Trainer {
  const parameters = boostingParameters(given);
  return {
    kind: BOOSTING_KIND,
    parameters: { ...parameters },
    fit: (dataset, context) => fit(dataset, parameters, context),
  };
}

/**
 * Gradient-boosted decision trees on histograms (Friedman 2001; Ke et al., "LightGBM", 2017), with gradients as whole
 * numbers. Parameters: `BoostingParameters`. The same data, parameters and random source give the same model on any
 * number of threads.
 */
export const gradientBoosting: ModelKind = {
  kind: BOOSTING_KIND,
  trainer,
  fromJSON: (document) => TreeEnsemble.fromJSON(document),
};
