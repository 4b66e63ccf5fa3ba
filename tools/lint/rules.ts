import type { DummyRuleMap, OxlintOverride } from 'oxlint';

/** Rules that categories `correctness` and `suspicious` would turn on and that fight typed numeric code or our idioms. */
const relaxed: DummyRuleMap = {
  // Branded units are made by assertion, columns are read with one.
  'typescript/no-unsafe-type-assertion': 'off',
  // Reports functions that end in an exhaustive switch; the compiler's noImplicitReturns does not.
  'typescript/consistent-return': 'off',
  'typescript/no-unnecessary-type-parameters': 'off',
  // Does not see that a branded number is a number.
  'typescript/no-unsafe-unary-minus': 'off',
  'unicorn/no-array-sort': 'off',
  'unicorn/no-array-reverse': 'off',
  'unicorn/no-new-array': 'off',
  'unicorn/consistent-function-scoping': 'off',
  // `export {}` keeps an empty file a module.
  'unicorn/require-module-specifiers': 'off',
  'import/no-unassigned-import': 'off',
  'import/no-named-as-default-member': 'off',
  'promise/always-return': 'off',
  // Does not see changes through closures and typed arrays.
  'no-unmodified-loop-condition': 'off',
  // For windows; our messages go to worker threads.
  'unicorn/require-post-message-target-origin': 'off',
  'react/react-in-jsx-scope': 'off',
  // `exhaustive-deps` stays; an effect that redraws a chart may name what it only follows.
  'react/exhaustive-effect-dependencies': 'off',
  'react/memo-dependencies': 'off',
  // Table columns are render functions in properties.
  'react/no-unstable-nested-components': ['error', { allowAsProps: true }],
  // Charts are canvases with the role of an image, and they take the keyboard to move the crosshair.
  'jsx-a11y/prefer-tag-over-role': 'off',
  'jsx-a11y/no-noninteractive-tabindex': 'off',
  'jsx-a11y/no-noninteractive-element-interactions': 'off',
};

const chosen: DummyRuleMap = {
  'array-callback-return': 'error',
  'default-case-last': 'error',
  eqeqeq: 'error',
  'no-alert': 'error',
  'no-constructor-return': 'error',
  'no-empty': 'error',
  'no-fallthrough': 'error',
  'no-new-func': 'error',
  'no-proto': 'error',
  'no-sequences': 'error',
  'no-unreachable-loop': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-object-has-own': 'error',
  radix: 'error',
  'import/first': 'error',
  'import/no-commonjs': 'error',
  'import/no-cycle': ['error', { ignoreTypes: false }],
  'import/no-default-export': 'error',
  'import/no-duplicates': 'error',
  'import/no-mutable-exports': 'error',
  'typescript/ban-ts-comment': 'error',
  'typescript/consistent-type-imports': 'error',
  'typescript/no-deprecated': 'error',
  'typescript/no-dynamic-delete': 'error',
  'typescript/no-empty-object-type': 'error',
  'typescript/no-explicit-any': 'error',
  'typescript/no-import-type-side-effects': 'error',
  'typescript/no-invalid-void-type': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/no-namespace': 'error',
  'typescript/no-require-imports': 'error',
  'typescript/no-unsafe-argument': 'error',
  'typescript/no-unsafe-assignment': 'error',
  'typescript/no-unsafe-call': 'error',
  'typescript/no-unsafe-function-type': 'error',
  'typescript/no-unsafe-member-access': 'error',
  'typescript/no-unsafe-return': 'error',
  'typescript/only-throw-error': 'error',
  'typescript/prefer-function-type': 'error',
  'typescript/prefer-promise-reject-errors': 'error',
  'typescript/restrict-plus-operands': 'error',
  'typescript/return-await': ['error', 'error-handling-correctness-only'],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/use-unknown-in-catch-callback-variable': 'error',
  'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  'unicorn/no-abusive-eslint-disable': 'error',
  'unicorn/no-instanceof-array': 'error',
  'unicorn/no-length-as-slice-end': 'error',
  'unicorn/prefer-node-protocol': 'error',
  'unicorn/prefer-number-properties': 'error',
  'unicorn/throw-new-error': 'error',
};

export const rules: DummyRuleMap = { ...relaxed, ...chosen };

/** What rests on types that plain JavaScript, and a tool's configuration outside every tsconfig, do not have. */
const untyped: DummyRuleMap = {
  'typescript/no-base-to-string': 'off',
  'typescript/no-unsafe-argument': 'off',
  'typescript/no-unsafe-assignment': 'off',
  'typescript/no-unsafe-call': 'off',
  'typescript/no-unsafe-member-access': 'off',
  'typescript/no-unsafe-return': 'off',
  'typescript/restrict-plus-operands': 'off',
};

export const testRules: OxlintOverride[] = [
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      // Misses expectations inside loops; the style check `silent tests` finds tests without any.
      'vitest/expect-expect': 'off',
      'vitest/no-standalone-expect': 'off',
      // A promise of an expectation may be awaited later; no-floating-promises sees to it that it is.
      'vitest/valid-expect': 'off',
      // Loops over cases choose what they expect.
      'vitest/no-conditional-expect': 'off',
      'vitest/no-identical-title': 'error',
    },
  },
  // Their tools look for a default export.
  { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  { files: ['**/*.config.ts', '**/*.mjs', '**/*.js'], rules: untyped },
];

export const webRules: OxlintOverride[] = [
  {
    files: ['apps/web/**'],
    rules: { 'react/button-has-type': 'error', 'react/jsx-no-target-blank': 'error' },
  },
];
