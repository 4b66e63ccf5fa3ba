import { columnarRefusal, type ColumnarSettings } from '@pipwright/backtest';
import { ratesOf, type StrategyDefinition } from '@pipwright/trading';
import type { EngineChoice, TrialMarket, TrialSetup } from './trial-setup.ts';

/** What the columnar engine would run on, or why it cannot. */
export type ColumnarChoice =
  | { readonly settings: ColumnarSettings }
  | { readonly settings: null; readonly reason: string };

function volumeOf({ sizing }: TrialSetup, { volume }: StrategyDefinition): number | undefined {
  if (sizing.kind === 'fixed') return sizing.volume;
  return sizing.kind === 'strategy' ? volume : undefined;
}

function refusalOf(setup: TrialSetup, definition: StrategyDefinition): string | null {
  const [market, ...others] = setup.markets as readonly [TrialMarket, ...TrialMarket[]];
  if (setup.engine === 'event') return 'the event engine was asked for';
  if (definition.columns === undefined) return 'the strategy does not say its decisions as columns';
  if (others.length > 0) return 'several markets are traded on one account';
  if (market.smaller !== undefined) return 'prices inside candles are read from smaller candles';
  if (market.reference !== undefined) return 'the strategy reads other series';
  if (market.predictions !== undefined) return 'the strategy reads a model';
  return volumeOf(setup, definition) === undefined ? 'orders are sized by the account, not by a fixed volume' : null;
}

/** Whether trials can be run over columns. */
export function columnarChoice(setup: TrialSetup, definition: StrategyDefinition): ColumnarChoice {
  const reason = refusalOf(setup, definition);
  if (reason !== null) return { settings: null, reason };
  const [{ series, instrument }] = setup.markets as readonly [TrialMarket];
  const { limits, costs, account, pathRule, rates } = setup;
  const settings: ColumnarSettings = {
    series,
    instrument,
    volume: volumeOf(setup, definition)!,
    limits,
    costs,
    account,
    pathRule,
    ...(rates === null ? {} : { rates: ratesOf(rates) }),
  };
  const refusal = columnarRefusal(settings);
  return refusal === null ? { settings } : { settings: null, reason: refusal.reason };
}

/** The engine that trials are run by, and why it is not the quick one. */
export function engineChoice(setup: TrialSetup, definition: StrategyDefinition): EngineChoice {
  const choice = columnarChoice(setup, definition);
  return choice.settings === null ? { kind: 'event', reason: choice.reason } : { kind: 'columnar', reason: '' };
}
