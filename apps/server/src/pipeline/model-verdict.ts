import type { ModelFile } from '@pipwright/learning';

/** What validation says of a model, in one plain sentence. */
export function modelVerdict({ validation }: ModelFile): string {
  if (validation.foretells) {
    return 'The model foretells something: better than chance and than the baselines. Whether trading it pays, the backtest says.';
  }
  const { auc } = validation.intervals;
  if (auc !== null && auc.low > 0.5) {
    return 'The model ranks candles a little better than chance, but its probabilities are no better than the baselines.';
  }
  return 'No evidence that the model foretells anything: its interval includes chance.';
}
