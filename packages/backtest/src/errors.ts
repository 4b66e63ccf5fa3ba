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
  TICK_OUT_OF_ORDER: {
    category: ErrorCategory.Business,
    message: 'Tick {index} of {symbol} is of {time}; it must be at {last} or later, and before {to}.',
    retryable: false,
    action: 'Check the ticks: they must be in ascending order, and a source must give no more than it is asked for.',
  },
  MARKET_INVALID: {
    category: ErrorCategory.Business,
    message: 'The market {symbol} {timeframe} of the backtest does not fit together: {reason}.',
    retryable: false,
    action: 'Give each market its own contract, its own candles, and smaller candles of the same symbol.',
  },
  COST_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: '{name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {name} in the costs or the account of the backtest.',
  },
  TOO_FEW_FILLS: {
    category: ErrorCategory.Business,
    message: 'Slippage cannot be drawn from {fills} recorded fills; at least {needed} are needed.',
    retryable: false,
    action: 'Let a paper or live account of the symbol trade on, or choose another slippage model.',
  },
  TOO_FEW_QUOTES: {
    category: ErrorCategory.Business,
    message: 'There are quotes in {minutes} minutes of {symbol}; a model of its spread needs at least {needed}.',
    retryable: false,
    action: 'Import ticks of {symbol}, or minute candles with an ask side, of some days at least.',
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
  SEARCH_RANGE_INVALID: {
    category: ErrorCategory.Business,
    message: 'The parameter {parameter} cannot be searched as asked: {reason}.',
    retryable: false,
    action: 'Correct the range of {parameter}, or leave it out to search all that the strategy declares.',
  },
  SEARCH_NOTHING: {
    category: ErrorCategory.Business,
    message: 'There is no parameter to search: each of them is given.',
    retryable: false,
    action: 'Give fewer values, or run a single backtest instead of a search.',
  },
  SEARCH_TOO_LARGE: {
    category: ErrorCategory.Business,
    message: 'The grid has {size} combinations, more than the {limit} that are allowed. Most come from {largest}.',
    retryable: false,
    action: 'Take larger steps or narrower ranges, or search by random or tpe with a number of trials.',
  },
  SEARCH_SPACE_EMPTY: {
    category: ErrorCategory.Business,
    message: "Of {tried} combinations none is allowed by the strategy's constraint.",
    retryable: false,
    action: 'Widen the ranges so that they hold combinations that make sense for the strategy.',
  },
  SEARCH_STOPPED: {
    category: ErrorCategory.Business,
    message: 'The search was stopped after {done} of {total} trials.',
    retryable: true,
    action: 'Start it again with the same settings: it goes on behind the trials that are stored.',
  },
  SEARCH_FAILED: {
    category: ErrorCategory.Business,
    message: 'Each of the first {trials} trials failed: {reason}',
    retryable: false,
    action: 'Run the strategy once as a backtest to see what is wrong, then search again.',
  },
  SEARCH_SETTING: {
    category: ErrorCategory.Business,
    message: '{name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {name} of the search.',
  },
  OBJECTIVE_UNKNOWN: {
    category: ErrorCategory.Business,
    message: 'There is no objective {name}.',
    retryable: false,
    action: 'Use one of: {known}.',
  },
  WALK_FORWARD_TOO_SHORT: {
    category: ErrorCategory.Business,
    message: 'The range holds {days} days, too few for one fold of training ({train}), gap and test ({test}).',
    retryable: false,
    action: 'Take shorter training and test parts, or a longer range of candles.',
  },
});
