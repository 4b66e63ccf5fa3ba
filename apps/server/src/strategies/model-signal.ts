import { strategyOf, type ParameterValues, type Strategy } from '@pipwright/trading';
import definition from '../../../../examples/strategies/model-signal.ts';

export type ModelSignalParameters = ParameterValues<typeof definition.parameters>;

export const MODEL_SIGNAL_DEFAULTS = strategyOf(definition).parameters as ModelSignalParameters;

/** The strategy by which the platform trades a model: the one that ships. Throws what `strategyOf` throws. */
export function modelSignal(overrides: Partial<ModelSignalParameters> = {}): Strategy {
  return strategyOf(definition, overrides);
}
