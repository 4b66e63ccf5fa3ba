import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  INVARIANT_BROKEN: {
    category: ErrorCategory.System,
    message: 'An invariant does not hold: {what}.',
    retryable: false,
    action: 'Stop trading on this account and report this with the journal of the run; the journal is complete.',
  },
  JOURNAL_NOT_A_JOURNAL: {
    category: ErrorCategory.Integration,
    message: 'The file {file} is not a journal of this platform.',
    retryable: false,
    action: 'Check the path. A journal starts with the bytes PWJOURNL.',
  },
  JOURNAL_VERSION: {
    category: ErrorCategory.Integration,
    message: 'The journal {file} has format version {version}; this program reads version {expected}.',
    retryable: false,
    action: 'Use the version of the platform that wrote it.',
  },
  JOURNAL_CORRUPT: {
    category: ErrorCategory.System,
    message: 'The journal {file} is damaged at byte {offset} ({reason}), and complete records follow the damage.',
    retryable: false,
    action: 'Do not continue this run. Keep the file, look at the disk, and restore the journal from a copy.',
  },
  JOURNAL_RECORD_TOO_LARGE: {
    category: ErrorCategory.System,
    message: 'A journal record of {size} bytes is larger than the limit of {limit}.',
    retryable: false,
    action: 'Report this: an event carries data that belongs in a store.',
  },
  JOURNAL_CLOSED: {
    category: ErrorCategory.System,
    message: 'The journal {file} is closed.',
    retryable: false,
    action: 'Report this: something was still running after the platform had stopped.',
  },
  REPLAY_DIVERGED: {
    category: ErrorCategory.System,
    message: 'Replay differs from the journal at record {sequence}: recorded {recorded}, replayed {replayed}.',
    retryable: false,
    action:
      'The journal was written by another version or configuration. Replay with the one that its first record names.',
  },
});
