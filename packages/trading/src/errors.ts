import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  NO_CONVERSION_RATE: {
    category: ErrorCategory.Business,
    message: 'There is no rate to convert {from} to the account currency {to} (profit and margin of {symbol}).',
    retryable: false,
    action: 'Import candles of {from} against {to}, or use an account in {from}.',
  },
  PREDICTIONS_MISALIGNED: {
    category: ErrorCategory.Business,
    message: 'The column {column} of the predictions has {length} values where {expected} candles are predicted.',
    retryable: false,
    action: 'Make the predictions from the same candles that are traded.',
  },
  PARAMETER_OUT_OF_RANGE: {
    category: ErrorCategory.Business,
    message: '{name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {name} in the configuration of the strategy, the sizing or the limits.',
  },
  PARAMETER_UNKNOWN: {
    category: ErrorCategory.Business,
    message: 'There is no parameter {name}. {known}',
    retryable: false,
    action: 'Correct the name of the parameter, or leave it out.',
  },
  PARAMETERS_MAKE_NO_SENSE: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} cannot run with {parameters}: {reason}.',
    retryable: false,
    action: "Choose other values; the sentence above is the strategy's own rule.",
  },
  STRATEGY_INVALID: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} is not complete: {problem}.',
    retryable: false,
    action: 'Correct its definition; examples/strategies shows complete ones.',
  },
  STRATEGY_FAILED: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} failed {when}: {problem}',
    retryable: false,
    action: 'Correct the strategy; the cause of this error names the line.',
  },
  CANDLE_NOT_CLOSED: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads the future {when}: {what} has not closed yet.',
    retryable: false,
    action: 'Write {instead}: it is the last closed candle. What is known of a candle that is forming is in forming().',
  },
  TIME_NOT_REACHED: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads the future {when}: it asks for {timeframe} candles since {moment}.',
    retryable: false,
    action: 'Ask for a time at or before market.time.',
  },
  CANDLE_BEFORE_FIRST: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads {what} {when}, but only {length} candles of it have closed.',
    retryable: false,
    action:
      "Do nothing while fewer than {needed} have closed: if (candles.length < {needed}) return market.pass('warming-up').",
  },
  COUNT_INVALID: {
    category: ErrorCategory.Business,
    message:
      'The strategy {strategy} asks for {what} {when}: candles are counted in whole numbers from 1 on, and back from 0.',
    retryable: false,
    action: 'Correct the number.',
  },
  INDICATOR_OUTPUT_UNKNOWN: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads the output {output} of an indicator that has: {known}.',
    retryable: false,
    action: 'Correct the name of the output.',
  },
  INDICATOR_NOT_KEPT: {
    category: ErrorCategory.Business,
    message:
      'The strategy {strategy} reads the value of an indicator {ago} candles ago {when}, but only {keep} are kept.',
    retryable: false,
    action: 'Ask for more where the indicator is made: indicator(…, { keep: {needed} }).',
  },
  SERIES_UNKNOWN: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads candles of {what}, which does not exist.',
    retryable: false,
    action: 'Known are {known}.',
  },
  SERIES_NOT_SUPPLIED: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads {timeframe} candles of {symbol}, which this run does not have.',
    retryable: false,
    action:
      'Import them, and let the run read them too; longer candles of the traded symbol are made from the traded ones.',
  },
  SETUP_OUTSIDE_START: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} opens candles or an indicator {when}: it would miss what has closed before.',
    retryable: false,
    action: 'Open everything in start, and read it in onCandle.',
  },
  HANDLER_ASYNC: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} has an asynchronous onCandle: it would decide after its candle.',
    retryable: false,
    action: 'Remove async and await; load what it needs in start or at the top of its file.',
  },
  WISHES_TOO_MANY: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} wishes for more than {limit} orders {when}.',
    retryable: false,
    action: 'Look for a loop in onCandle that does not end; send what is to be traded as one order of that volume.',
  },
  VIEW_OUTSIDE_CALL: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} uses a market outside of the call that it was given to.',
    retryable: false,
    action: 'Use the market that onCandle and onTrade are given; keep numbers, not the market.',
  },
  MODEL_MISSING: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} needs a model, and the run has none.',
    retryable: false,
    action: 'Choose a model for the run: `pipwright models` lists those that were trained.',
  },
  MODEL_NOT_DECLARED: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} reads {what} of a model, but does not say that it uses one.',
    retryable: false,
    action: "Write model: 'required' or model: 'optional' in its definition.",
  },
  ORDER_OPTION_INVALID: {
    category: ErrorCategory.Business,
    message: 'The strategy {strategy} sends {call} {when} with {option} {value}; expected {expected}.',
    retryable: false,
    action: 'Correct {option}. An indicator that is still warming up is NaN: wait for it before you use it.',
  },
  ORDER_NOT_APPROVED: {
    category: ErrorCategory.Security,
    message: 'An order was submitted that risk has not approved.',
    retryable: false,
    action: 'Report this: an order reached a broker without passing the risk checks. It was not sent.',
  },
});
