import { defineErrors, ErrorCategory } from '@pipwright/model';

export const featureErrors = defineErrors({
  TIMEFRAME_WITHOUT_FEATURES: {
    category: ErrorCategory.Business,
    message: 'There are no features over {timeframe} candles.',
    retryable: false,
    action: 'Use a timeframe from M1 to D1.',
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
  WRONG_SHAPE: {
    category: ErrorCategory.System,
    message: 'The table computed from {candles} candles has {rows} rows in {column}.',
    retryable: false,
    action: 'Return one row per candle.',
  },
  BARRIER_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: 'A triple barrier cannot have {parameter} = {value}; expected a positive finite number.',
    retryable: false,
    action: 'Choose a positive number.',
  },
});
