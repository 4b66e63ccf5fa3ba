import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  NO_CANDLES: {
    category: ErrorCategory.Business,
    message: 'There are no candles of {symbol} {timeframe} to test on.',
    retryable: false,
    action: 'Import or download candles of that range first, or ask for another range.',
  },
  UNKNOWN_SYMBOL: {
    category: ErrorCategory.Business,
    message: 'The simulated venue does not quote {symbol}; it was opened for {known}.',
    retryable: false,
    action: 'Give the contract of {symbol} to the venue when it is opened.',
  },
  CANDLE_OUT_OF_ORDER: {
    category: ErrorCategory.Business,
    message: 'Candle {index} of {symbol} opens at {time}, before the one that was processed last closed ({last}).',
    retryable: false,
    action: 'Check the series: candles must be in ascending order and must not overlap.',
  },
  COST_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: '{name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {name} in the costs or the account of the backtest.',
  },
  ABORTED: {
    category: ErrorCategory.Business,
    message: 'The backtest was stopped after {candles} of {total} candles.',
    retryable: true,
    action: 'Start it again; a stopped backtest leaves nothing behind.',
  },
  STUDY_STOPPED: {
    category: ErrorCategory.Business,
    message: 'The {study} was stopped after {done} of {total} steps.',
    retryable: true,
    action: 'Start it again; a stopped study leaves nothing behind.',
  },
  STUDY_INPUT: {
    category: ErrorCategory.Business,
    message: 'The {study} cannot be made: {name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {name}.',
  },
});
