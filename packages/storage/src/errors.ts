import { defineErrors, ErrorCategory } from '@pipwright/model';

/** Everything that the storage engines raise. Rejections carry one of these codes. */
export const errors = defineErrors({
  CANDLE_STORE_BUSY: {
    category: ErrorCategory.Integration,
    message: 'The candle store {file} is open in another place: {holder}.',
    retryable: true,
    action: 'One program at a time can open it. Wait until that one has finished, or stop it, and try again.',
  },
  CANDLE_STORE_NOT_OPENED: {
    category: ErrorCategory.Integration,
    message: 'The candle store {file} could not be opened: {reason}',
    retryable: false,
    action: 'Check that the path can be written and that the file is a candle store of this platform.',
  },
  CANDLE_STORE_VERSION: {
    category: ErrorCategory.System,
    message: 'The candle store {file} has format version {version}; this program reads version {expected}.',
    retryable: false,
    action: 'Use the version of the platform that wrote it, or import the data again into a new file.',
  },
  CANDLE_STORE_FAILED: {
    category: ErrorCategory.System,
    message: 'The candle store {file} failed during {operation}: {reason}',
    retryable: false,
    action: 'Nothing of this step was stored. Look at the free disk space and memory, then run the command again.',
  },
  CANDLE_STORE_CLOSED: {
    category: ErrorCategory.System,
    message: 'The candle store {file} is closed ({reason}).',
    retryable: false,
    action: 'Open it again. Everything that had been acknowledged is stored.',
  },
  CANDLE_STORE_READ_ONLY: {
    category: ErrorCategory.Business,
    message: 'The candle store {file} was opened for reading only; {operation} writes.',
    retryable: false,
    action: 'Open it without readOnly.',
  },
  FEATURE_STORE_BUSY: {
    category: ErrorCategory.Integration,
    message: 'The feature store {file} is open in another place: {holder}.',
    retryable: true,
    action: 'One program at a time can open it. Wait until that one has finished, or stop it, and try again.',
  },
  FEATURE_STORE_NOT_OPENED: {
    category: ErrorCategory.Integration,
    message: 'The feature store {file} could not be opened: {reason}',
    retryable: false,
    action: 'Check that the path can be written and that the file is a feature store of this platform.',
  },
  FEATURE_STORE_VERSION: {
    category: ErrorCategory.System,
    message: 'The feature store {file} has format version {version}; this program reads version {expected}.',
    retryable: false,
    action: 'Delete the file: it holds nothing that is not computed again from the candles.',
  },
  FEATURE_STORE_FAILED: {
    category: ErrorCategory.System,
    message: 'The feature store {file} failed during {operation}: {reason}',
    retryable: false,
    action: 'Nothing of this step was stored. Look at the free disk space and memory, then run the command again.',
  },
  FEATURE_STORE_CLOSED: {
    category: ErrorCategory.System,
    message: 'The feature store {file} is closed ({reason}).',
    retryable: false,
    action: 'Open it again. Everything that had been acknowledged is stored.',
  },
  FEATURE_STORE_READ_ONLY: {
    category: ErrorCategory.Business,
    message: 'The feature store {file} was opened for reading only; {operation} writes.',
    retryable: false,
    action: 'Open it without readOnly.',
  },
  FEATURE_BLOCK_NOT_NEXT: {
    category: ErrorCategory.System,
    message: 'A block of {series} follows {follows}, but the store holds no span with this digest.',
    retryable: true,
    action: 'Something else has changed the series meanwhile. Begin again from the stored spans.',
  },
  FEATURE_BLOCK_INVALID: {
    category: ErrorCategory.System,
    message: 'A block of {series} is not right: {reason}.',
    retryable: false,
    action: 'Report this: whoever computes the block has to make it as the port says.',
  },
  FEATURE_NAMES_DIFFER: {
    category: ErrorCategory.System,
    message: 'Version {version} is stored with other columns than those of {series}: {reason}.',
    retryable: false,
    action: 'Report this: a version stands for its columns, and other columns need another version.',
  },
  FEATURE_COLUMN_UNKNOWN: {
    category: ErrorCategory.Business,
    message: '{series} is stored without a column {column}.',
    retryable: false,
    action: 'Look at the catalogue for the names of the features.',
  },
  BATCH_NOT_ASCENDING: {
    category: ErrorCategory.System,
    message:
      'Row {index} of a batch for {series} has time {time}, which does not follow the time before it, {previous}.',
    retryable: false,
    action: 'Sort the rows and remove duplicates before they are written.',
  },
  BATCH_COLUMN_LENGTH: {
    category: ErrorCategory.System,
    message: 'Column {column} of a batch for {series} holds {length} values, expected {expected}.',
    retryable: false,
    action: 'Report this: all columns of a batch have the same length.',
  },
  PRICE_NOT_STORABLE: {
    category: ErrorCategory.Business,
    message: '{symbol}: {column} {value} in row {index} cannot be kept as a 32-bit number of ticks of {tickSize}.',
    retryable: false,
    action:
      'Check the file for a damaged price. If the price is right, give the instrument a contract with a larger tick.',
  },
  IMPORT_NOT_BEGUN: {
    category: ErrorCategory.System,
    message: 'The import {digest} has not been begun.',
    retryable: false,
    action: 'Call beginImport first.',
  },
  IMPORT_CHUNK_SKIPPED: {
    category: ErrorCategory.System,
    message: 'Chunk {index} of import {digest} came before chunk {expected}.',
    retryable: false,
    action: 'Commit the chunks of an import in order; the progress of beginImport says where to continue.',
  },
  BLOB_NAME_INVALID: {
    category: ErrorCategory.Security,
    message: "'{name}' is not the name of a blob: {reason}.",
    retryable: false,
    action: 'Use words of a-z, 0-9, dot, dash and underscore, separated by /.',
  },
  BLOB_STORE_FAILED: {
    category: ErrorCategory.System,
    message: 'The blob {name} in {directory} could not be {operation}: {reason}',
    retryable: false,
    action: 'Look at the free disk space and at the rights on the directory.',
  },
  POSTGRES_UNREACHABLE: {
    category: ErrorCategory.Integration,
    message: 'PostgreSQL at {server} does not answer: {reason}',
    retryable: true,
    action: 'Check that the server runs and that the address is right, then try again.',
  },
  POSTGRES_REFUSED: {
    category: ErrorCategory.Security,
    message: 'PostgreSQL at {server} refuses the login: {reason}',
    retryable: false,
    action: 'Check user, password and database of the URL.',
  },
  POSTGRES_ROLE_MISSING: {
    category: ErrorCategory.Integration,
    message:
      'PostgreSQL at {server}: the role {role} does not exist or is not granted to {user}, and {user} may not change that: {reason}',
    retryable: false,
    action: 'Ask the administrator to run, once: CREATE ROLE {role} NOLOGIN; GRANT {role} TO "{user}";',
  },
  POSTGRES_ROLE_UNSAFE: {
    category: ErrorCategory.Security,
    message:
      'PostgreSQL at {server}: the role {role} bypasses row-level security, so that tenants would see each other.',
    retryable: false,
    action: 'Ask the administrator to run: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS;',
  },
  MIGRATION_CHANGED: {
    category: ErrorCategory.System,
    message: 'The migration {name} was applied with checksum {applied}, but the file of this program has {expected}.',
    retryable: false,
    action: 'Use the version of the platform that this database belongs to. Applied migrations are never edited.',
  },
  MIGRATION_MISSING: {
    category: ErrorCategory.System,
    message: 'The database holds the migration {name}, which this program does not have.',
    retryable: false,
    action: 'The database was used by a newer version of the platform. Use that version or a later one.',
  },
  MIGRATION_FAILED: {
    category: ErrorCategory.System,
    message: 'The migration {name} failed and was undone: {reason}',
    retryable: false,
    action: 'Check that the user of the URL may create tables in the database, then start again.',
  },
  LEDGER_FAILED: {
    category: ErrorCategory.System,
    message: 'The ledger failed during {operation}: {reason}',
    retryable: false,
    action: 'Nothing of this step was stored. Look at the log of the server.',
  },
  LEDGER_CLOSED: {
    category: ErrorCategory.System,
    message: 'The ledger is closed.',
    retryable: false,
    action: 'Report this: something was still writing after the platform had stopped.',
  },
  LEDGER_TENANT_INVALID: {
    category: ErrorCategory.Security,
    message: "'{tenant}' is not the id of a tenant.",
    retryable: false,
    action: 'Use 1 to 64 characters of A-Z, a-z, 0-9, dot, dash and underscore.',
  },
  LEDGER_REFERENCE_MISSING: {
    category: ErrorCategory.Business,
    message: 'The {kind} {id} is not in the ledger of this tenant.',
    retryable: false,
    action: 'Store the {kind} before what belongs to it.',
  },
  LEDGER_NUMBER_UNSAFE: {
    category: ErrorCategory.System,
    message: 'The ledger holds {value} in {column}, which a JavaScript number cannot hold exactly.',
    retryable: false,
    action: 'Report this with the row; do not continue this run.',
  },
  EMBEDDED_POSTGRES_UNSUPPORTED: {
    category: ErrorCategory.System,
    message: 'There is no embedded PostgreSQL for {platform} {architecture}.',
    retryable: false,
    action: 'Install PostgreSQL and give its address in DATABASE_URL.',
  },
  EMBEDDED_POSTGRES_NO_USER: {
    category: ErrorCategory.System,
    message: 'PostgreSQL refuses to run as root, and the machine has neither a user postgres nor a user nobody.',
    retryable: false,
    action: 'Run the platform as an ordinary user, or create a user named postgres.',
  },
  EMBEDDED_POSTGRES_FAILED: {
    category: ErrorCategory.System,
    message: 'The embedded PostgreSQL in {directory} could not {operation}: {reason}',
    retryable: true,
    action: 'Read {log}. Check free disk space and the rights on the directory, then try again.',
  },
});
