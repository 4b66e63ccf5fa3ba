import { gridSize, parameterSpace } from '@pipwright/backtest';
import { PipwrightError } from '@pipwright/model';
import type { StrategyInfoMessage } from '@pipwright/protocol';
import { describeStrategy, type StrategyDefinition } from '@pipwright/trading';

/** A strategy as plain data, with what a search would visit of each parameter. */
export function strategyInfo(id: string, isShipped: boolean, definition: StrategyDefinition): StrategyInfoMessage {
  const { name, description, model, parameters } = describeStrategy(definition);
  const gridValues = (parameter: string): number =>
    gridSize(parameterSpace({ parameters: { [parameter]: definition.parameters[parameter]! } }));
  return {
    id,
    name,
    description,
    shipped: isShipped,
    model,
    parameters: parameters.map((one) => ({
      name: one.name,
      kind: one.kind,
      default: one.default,
      min: one.min,
      max: one.max,
      step: one.step,
      values: [...(one.values ?? [])],
      gridValues: gridValues(one.name),
      description: one.description,
    })),
    problem: null,
  };
}

/** A file that cannot be used, with the reason: its owner sees why it is not there. */
export function unusableStrategy(id: string, error: unknown): StrategyInfoMessage {
  const problem =
    error instanceof PipwrightError ? `${error.message} ${error.action}` : 'The file cannot be loaded as a strategy.';
  return { id, name: id, description: '', shipped: false, model: 'none', parameters: [], problem };
}
