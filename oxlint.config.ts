import { defineConfig } from 'oxlint';
import { architecture } from './tools/lint/architecture.ts';
import { rules, testRules, webRules } from './tools/lint/rules.ts';

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'vitest', 'react', 'jsx-a11y'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error', denyWarnings: true },
  ignorePatterns: ['**/node_modules/**', '**/build/**', '**/dist/**', '**/coverage/**', 'packages/*/kernels/**'],
  rules,
  overrides: [...testRules, ...webRules, ...architecture],
});
