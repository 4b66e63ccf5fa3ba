import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  HOST_REFUSED: {
    category: ErrorCategory.Security,
    message: 'The platform does not answer to the host name {host}.',
    retryable: false,
    action: 'Open it by the address that it printed at its start, or allow the name with --allow-host.',
  },
  ORIGIN_REFUSED: {
    category: ErrorCategory.Security,
    message: 'A page of {origin} may not use this platform.',
    retryable: false,
    action: 'Open the platform by the address that it printed at its start.',
  },
  NOT_FOUND: {
    category: ErrorCategory.Business,
    message: 'There is nothing at {path}.',
    retryable: false,
    action: 'See /docs for the addresses that exist.',
  },
  INDICATOR_NOT_DRAWABLE: {
    category: ErrorCategory.Business,
    message: 'The indicator {indicator} cannot be drawn over candles: it reads {reads}.',
    retryable: false,
    action: 'Choose another indicator; /api/indicators lists those that can be drawn.',
  },
  REPORT_NOT_FOUND: {
    category: ErrorCategory.Business,
    message: 'There is no report {id}.',
    retryable: false,
    action: 'See /api/runs for those that exist, or make one with `pipwright report`.',
  },
  REQUEST_INVALID: {
    category: ErrorCategory.Business,
    message: 'The request does not fit: {problem}.',
    retryable: false,
    action: 'See /docs for what this address takes.',
  },
  TOO_MANY_REQUESTS: {
    category: ErrorCategory.Performance,
    message: 'Too many requests in a short time.',
    retryable: true,
    action: 'Wait a few seconds and try again.',
  },
  INTERNAL: {
    category: ErrorCategory.System,
    message: 'Something went wrong inside the platform.',
    retryable: true,
    action: 'Look at the log of the platform; it has the details.',
  },
  PAGE_NOT_BUILT: {
    category: ErrorCategory.System,
    message: 'The page is not built: {file} is missing.',
    retryable: false,
    action: 'Run `npm ci` (or `npm run prepare`) in the folder of the platform.',
  },
  NO_CANDLES: {
    category: ErrorCategory.Business,
    message: 'There are no {timeframe} candles of {symbol} in the store.',
    retryable: false,
    action: 'Import some with `pipwright import FILE`, or fetch them with `pipwright download dukascopy {symbol}`.',
  },
  TOO_FEW_CANDLES: {
    category: ErrorCategory.Business,
    message: '{count} {timeframe} candles of {symbol} are too few: at least {minimum} are needed.',
    retryable: false,
    action: 'Import a longer history, or choose a shorter timeframe.',
  },
  HORIZON_TOO_SHORT: {
    category: ErrorCategory.Business,
    message: 'A horizon of {horizon} is shorter than a {timeframe} candle.',
    retryable: false,
    action: 'Choose a longer --horizon or a shorter --timeframe.',
  },
  NO_UNSEEN_CANDLES: {
    category: ErrorCategory.Business,
    message: 'The model {model} has seen every candle of the wished range: a backtest on them would mean nothing.',
    retryable: false,
    action: 'Choose a range after the first fold of its training, or train it again with a larger --holdout.',
  },
  NO_MODEL: {
    category: ErrorCategory.Business,
    message: 'There is no trained model for {symbol} {timeframe}.',
    retryable: false,
    action: 'Train one with `pipwright train {symbol} --timeframe {timeframe}`.',
  },
  NO_BACKTEST: {
    category: ErrorCategory.Business,
    message: 'There is no backtest {what}.',
    retryable: false,
    action: 'Run one with `pipwright backtest SYMBOL`.',
  },
  UNKNOWN_SYMBOL: {
    category: ErrorCategory.Business,
    message: 'The symbol {symbol} is not in the catalogue.',
    retryable: false,
    action: 'Use one of the catalogue: {known}.',
  },
  NO_PAPER_RUN: {
    category: ErrorCategory.Business,
    message: 'There is no paper run {run}.',
    retryable: false,
    action: 'See `pipwright runs` for those that exist; `pipwright serve` starts one.',
  },
  RUN_NOT_CONTINUED: {
    category: ErrorCategory.Integration,
    message: 'The paper run {run} cannot be continued: {reason}.',
    retryable: false,
    action: 'Start a new one with `pipwright serve --new-run`; the journal of the old one stays where it is.',
  },
  HOME_IN_USE: {
    category: ErrorCategory.System,
    message: 'Another platform (process {pid}) is already running on {home}.',
    retryable: false,
    action: 'Stop it first, or give this one a folder of its own with PIPWRIGHT_HOME.',
  },
  PORT_IN_USE: {
    category: ErrorCategory.System,
    message: 'The address {host}:{port} is already in use.',
    retryable: false,
    action: 'Stop what uses it, or choose another port with --port (0 takes a free one).',
  },
});
