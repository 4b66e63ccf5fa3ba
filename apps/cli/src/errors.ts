import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  FILE_NOT_USABLE: {
    category: ErrorCategory.System,
    message: '{file} cannot be used: {problem}.',
    retryable: false,
    action: 'Check that its folder exists, that you may use it, and that the disk has room; or name another place.',
  },
});
