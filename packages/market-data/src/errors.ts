import { defineErrors, ErrorCategory } from '@pipwright/model';

const { Business, Integration, Security } = ErrorCategory;

/** The errors of market data. Every one says which file or feed, what was found, and what to do. */
export const errors = defineErrors({
  FILE_UNREADABLE: {
    category: Integration,
    message: 'The file {file} cannot be read: {reason}.',
    retryable: false,
    action: 'Check the path and the permissions of the file.',
  },
  FORMAT_UNKNOWN: {
    category: Business,
    message: 'The format of {file} is not recognised. It begins with: {head}',
    retryable: false,
    action:
      'Name its columns, for example with the columns time,open,high,low,close,volume, or export it in one of the known formats.',
  },
  FACTS_UNKNOWN: {
    category: Business,
    message:
      'The file {file} is no calendar, no report of positions, no table of rates or sentiment that is known. It begins with: {head}',
    retryable: false,
    action:
      'Write it as a CSV with a header (time,currency,impact,event,actual,forecast,previous or available_at,currency,score), or use one of: {known}.',
  },
  SYMBOL_UNKNOWN: {
    category: Business,
    message: 'Neither the name nor the content of {file} says which symbol it holds.',
    retryable: false,
    action: 'State the symbol, for example EURUSD.',
  },
  INSTRUMENT_UNKNOWN: {
    category: Business,
    message: 'The catalogue has no instrument {symbol}, which {file} holds.',
    retryable: false,
    action: 'Check the symbol, or pass the instrument with its tick size and sessions.',
  },
  TIMEFRAME_UNKNOWN: {
    category: Business,
    message: 'The candles of {file} follow each other every {minutes} minutes, which is no timeframe of the platform.',
    retryable: false,
    action: 'State the timeframe (M1 M5 M15 M30 H1 H4 D1 W1) if you know it, or import finer data.',
  },
  PERIOD_UNKNOWN: {
    category: Business,
    message: 'The times in {file} count from the start of a period that its name does not give.',
    retryable: false,
    action: 'Keep the name and folders that the file was published under: {expected}.',
  },
  OPTION_INVALID: {
    category: Business,
    message: 'The option {option} has the value {value}; expected {expected}.',
    retryable: false,
    action: 'Correct the option.',
  },
  COLUMN_MISSING: {
    category: Business,
    message: 'The file {file} has no column for {field}.',
    retryable: false,
    action: 'Name the columns of the file; needed are time with open, high, low, close, or time with bid, ask.',
  },
  FILE_MOSTLY_BAD: {
    category: Business,
    message:
      'Of the first {rows} rows of {file}, {bad} are bad; the first at line {line}: {field} is {value}: {reason}.',
    retryable: false,
    action: 'Check that the file was recognised as what it is ({format}); otherwise name its columns.',
  },
  FILE_CORRUPT: {
    category: Integration,
    message: 'The file {file} is damaged: {reason}.',
    retryable: false,
    action: 'Fetch the file again.',
  },
  ARCHIVE_UNSAFE: {
    category: Security,
    message: 'The archive {file} was refused: {reason}.',
    retryable: false,
    action: 'Unpack it yourself if you trust it, and import what is in it.',
  },
  CANDLES_MISALIGNED: {
    category: Business,
    message:
      'The {timeframe} candles of {file} open at {found} UTC; those of the platform open at {expected} UTC (17:00 New York).',
    retryable: false,
    action:
      'Import hours or minutes instead: {timeframe} candles are made from them. To keep these candles as they are, accept misaligned candles.',
  },
  TIME_ZONE_UNCLEAR: {
    category: Business,
    message: 'The times of {file} fit no known time zone: {measured}.',
    retryable: false,
    action: 'State the time zone: utc, est, eu, us, an offset such as utc+3, or a name such as Europe/Berlin.',
  },
  ASK_WITHOUT_BID: {
    category: Business,
    message: 'The file {file} holds ask prices and the matching file with bid prices was not given.',
    retryable: false,
    action: 'Import the BID and the ASK file together.',
  },
  IMPORT_ABORTED: {
    category: Business,
    message: 'The import was stopped in {file}; what was stored before stays stored.',
    retryable: true,
    action: 'Start the same import again: it goes on where it stopped.',
  },
  PERIOD_ORDER: {
    category: Business,
    message: 'The period from {from} to {to} is empty.',
    retryable: false,
    action: 'Give a start that lies before the end.',
  },
  DOWNLOAD_FAILED: {
    category: Integration,
    message: 'The feed did not answer for {url} after {attempts} attempts: {reason}.',
    retryable: true,
    action:
      'Try again later; what was fetched is cached and will not be fetched again. The other feed may answer: {feed}.',
  },
});
