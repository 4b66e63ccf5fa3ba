import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  INVARIANT_BROKEN: {
    category: ErrorCategory.System,
    message: 'An invariant does not hold: {what}.',
    retryable: false,
    action:
      'Stop trading on this account and report this with the journal of the run: it holds every event before this one.',
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
  JOURNAL_UNREADABLE: {
    category: ErrorCategory.System,
    message: 'The journal {file} could not be read: {reason}.',
    retryable: true,
    action: 'Check that the file is there and that this user may read it.',
  },
  JOURNAL_WRITE_FAILED: {
    category: ErrorCategory.System,
    message: 'The journal {file} could not be written: {reason}.',
    retryable: true,
    action:
      'Free space on the disk or correct the permissions of the file and its folder, then restart: every event that was acknowledged is kept.',
  },
  JOURNAL_CORRUPT: {
    category: ErrorCategory.System,
    message: 'The journal {file} is damaged at byte {offset} ({reason}), in a place that was safe on the disk before.',
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
  RUN_HALTED: {
    category: ErrorCategory.System,
    message: 'The run takes no more events: the event {type} after record {sequence} failed ({reason}).',
    retryable: false,
    action: 'Restart the platform. The run continues from its journal, which ends before that event.',
  },
  REPLAY_DIVERGED: {
    category: ErrorCategory.System,
    message: 'Replay differs from the journal at record {sequence}: recorded {recorded}, replayed {replayed}.',
    retryable: false,
    action:
      'The journal was written by another version or configuration. Replay with the one that its first record names.',
  },
});
