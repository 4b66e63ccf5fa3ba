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
  ORDER_NOT_APPROVED: {
    category: ErrorCategory.Security,
    message: 'An order was submitted that risk has not approved.',
    retryable: false,
    action: 'Report this: an order reached a broker without passing the risk checks. It was not sent.',
  },
});
