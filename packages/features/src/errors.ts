import { defineErrors, ErrorCategory } from '@pipwright/model';

export const featureErrors = defineErrors({
  UNKNOWN_FEATURE: {
    category: ErrorCategory.Business,
    message: "There is no feature '{feature}' over {timeframe} candles.",
    retryable: false,
    action: 'Choose names from the catalogue: `featureSet(timeframe).entries`.',
  },
  CANDLE_OUT_OF_ORDER: {
    category: ErrorCategory.System,
    message: 'The candle opened at {time} was given to the feature engine after the one opened at {lastTime}.',
    retryable: false,
    action: 'Give each closed candle once, in order of time.',
  },
  STATE_MISMATCH: {
    category: ErrorCategory.System,
    message: 'A feature state of version {saved} cannot be restored into version {version}.',
    retryable: false,
    action: 'Start the engine again from candles: the catalogue has changed since the state was saved.',
  },
  FACTS_CHANGED: {
    category: ErrorCategory.System,
    message: 'The {source} table had row {row} at {saved} when the feature state was saved, and has it at {found} now.',
    retryable: false,
    action: 'Restore the state with the same table, which may only have grown, or start again from candles.',
  },
  MARKET_TIMEFRAME: {
    category: ErrorCategory.System,
    message: 'Candles of {market} are {found}, those of the features {timeframe}.',
    retryable: false,
    action: 'Give other markets in the timeframe of the features.',
  },
  WRONG_SHAPE: {
    category: ErrorCategory.System,
    message: 'The table computed from {candles} candles has {rows} rows in {column}.',
    retryable: false,
    action: 'Return one row per candle.',
  },
  WINDOW_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: 'A trend cannot be looked for with {parameter} = {value}.',
    retryable: false,
    action: 'Choose whole numbers of at least 3, the longest window no shorter than the shortest.',
  },
  BARRIER_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: 'A triple barrier cannot have {parameter} = {value}; expected a positive finite number.',
    retryable: false,
    action: 'Choose a positive number.',
  },
});
