import { defineErrors, ErrorCategory } from '@pipwright/model';

export const errors = defineErrors({
  DATASET_INVALID: {
    category: ErrorCategory.Business,
    message: 'The training data is not usable: {reason}.',
    retryable: false,
    action: 'Correct the columns that were handed over; each must have one value per row, in ascending order of time.',
  },
  DATASET_VALUE_INFINITE: {
    category: ErrorCategory.Business,
    message: 'Feature {feature} is infinite or too large for 32 bits in row {row}: {value}.',
    retryable: false,
    action: 'Correct the feature so that it is finite or, where it cannot be known, NaN.',
  },
  TOO_FEW_ROWS: {
    category: ErrorCategory.Business,
    message: '{what} needs at least {needed} rows with a label and has {rows}.',
    retryable: false,
    action: 'Import a longer history, choose a shorter timeframe, or ask for fewer folds.',
  },
  SINGLE_CLASS: {
    category: ErrorCategory.Business,
    message: 'All {rows} training rows have the label {label}; there is nothing to tell apart.',
    retryable: false,
    action: 'Choose another label or horizon, or a longer history.',
  },
  LABEL_NOT_BINARY: {
    category: ErrorCategory.Business,
    message: 'Row {row} has the label {label}; this model needs labels of 0 and 1.',
    retryable: false,
    action: 'Choose a binary label, or a model or loss for numbers.',
  },
  LABEL_TOO_LARGE: {
    category: ErrorCategory.Business,
    message: 'The labels of this data are too large to be learnt: they reach {value}.',
    retryable: false,
    action: 'Scale the label, for example to returns instead of prices.',
  },
  FEATURE_COUNT_MISMATCH: {
    category: ErrorCategory.Business,
    message: 'The model was trained on {expected} features and was given {given}.',
    retryable: false,
    action: 'Compute the features of the model’s own list, or train the model again on the present list.',
  },
  FEATURES_DIFFER: {
    category: ErrorCategory.Business,
    message: 'The model expects {expected} where the features given have {given}.',
    retryable: false,
    action: 'Compute the features of the model’s own list and version, or train the model again on the present ones.',
  },
  PARAMETER_INVALID: {
    category: ErrorCategory.Business,
    message: 'The parameter {name} is {value}; expected {expected}.',
    retryable: false,
    action: 'Correct the parameter.',
  },
  MODEL_KIND_UNKNOWN: {
    category: ErrorCategory.Business,
    message: 'There is no model kind {kind}; known are {known}.',
    retryable: false,
    action: 'Choose one of the known kinds, or update the platform where the file comes from a newer one.',
  },
  FOLDS_OVERLAP: {
    category: ErrorCategory.Business,
    message:
      'In fold {fold} the label of training row {trainRow} is formed inside the test period, which begins with row {testRow}: the score would be too good.',
    retryable: false,
    action: 'Make the folds with walkForwardFolds or purgedKFolds, which remove such rows.',
  },
  FEATURE_LEAKS_LABEL: {
    category: ErrorCategory.Business,
    message:
      'Feature {feature} alone tells the label apart with an AUC of {auc}; no feature that is known in time does.',
    retryable: false,
    action: 'Find out how {feature} comes to know the future and remove it.',
  },
  VALIDATION_SEES_FUTURE: {
    category: ErrorCategory.Business,
    message: 'The prediction for row {row} changed when only data after that row was changed.',
    retryable: false,
    action: 'Look for a scaler, encoder, calibrator or selection that is fitted outside the fold.',
  },
  TRAINING_CANCELLED: {
    category: ErrorCategory.Business,
    message: 'The training was cancelled after {done} of {total} rounds.',
    retryable: true,
    action: 'Start it again when you want the model.',
  },
  TRAINING_TOO_LARGE: {
    category: ErrorCategory.Performance,
    message:
      'Training on {rows} rows and {features} features needs {neededMb} MB in one piece; the limit is {limitMb} MB.',
    retryable: false,
    action: 'Train on a longer timeframe, a shorter history or fewer features.',
  },
  TRAINING_THREAD_FAILED: {
    category: ErrorCategory.System,
    message: 'A training thread ended early: {reason}.',
    retryable: true,
    action: 'Start the training again; where it happens again, look at the free memory.',
  },
  KERNEL_MISSING: {
    category: ErrorCategory.System,
    message: 'The compiled kernel {file} is missing.',
    retryable: false,
    action: 'Run `npm ci` in the project’s folder; it compiles the kernels.',
  },
  MODEL_DOCUMENT_INVALID: {
    category: ErrorCategory.Integration,
    message: 'The model file is damaged or was not written by this platform: {place} {reason}.',
    retryable: false,
    action: 'Use an undamaged copy of the file, or train the model again.',
  },
  MODEL_FILE_VERSION: {
    category: ErrorCategory.Integration,
    message: 'The model file has format version {version}; this program reads version {expected}.',
    retryable: false,
    action: 'Use the version of the platform that wrote the file, or train the model again.',
  },
  MODEL_FILE_CHECKSUM: {
    category: ErrorCategory.Security,
    message: 'The model file’s content does not match its checksum.',
    retryable: false,
    action: 'The file was changed or damaged after training. Use an undamaged copy, or train the model again.',
  },
});
