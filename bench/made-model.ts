import { trainFinalModel, type Dataset, type ModelFile } from '@pipwright/learning';

/**
 * A boosted model file of the size that is served. Its probabilities are not calibrated: on data without an edge a
 * calibrator would rightly move them all to one half, and no order would ever be made.
 */
export async function madeModel(
  dataset: Dataset,
  options: { readonly rounds: number; readonly featureSetVersion: string; readonly horizonMs: number },
): Promise<ModelFile> {
  const { rounds, featureSetVersion, horizonMs } = options;
  const { file } = await trainFinalModel({
    dataset,
    kind: 'gradient-boosting',
    parameters: { rounds, depthMax: 6, leavesMax: 64, learningRate: 0.05 },
    calibration: 'none',
    folds: { folds: 2 },
    seed: 'bench model',
    subject: {
      symbol: 'EURUSD',
      timeframe: 'H1',
      featureSetVersion,
      label: { name: 'bench', horizonMs },
      productVersion: 'bench',
      createdAt: 0,
      trials: 1,
    },
  });
  return file;
}
