import { expect, test } from 'vitest';
import { expectedFindings, lintPlanted, type Planted } from './planted.ts';

const planted: Planted = {
  'packages/trading/src/promises.ts': `
async function send(): Promise<number> {
  return await Promise.resolve(1);
}
export function forget(): void {
  send(); //! no-floating-promises
  void send();
}
export function each(orders: readonly number[]): void {
  orders.forEach(async () => { //! no-misused-promises
    await send();
  });
}
export async function fail(): Promise<void> {
  await send();
  throw 'refused'; //! only-throw-error
}
export async function guarded(): Promise<number> {
  try {
    return send(); //! return-await
  } catch {
    return 0;
  }
}
`,
  'packages/trading/src/exhaustive.ts': `
type State = 'open' | 'filled' | 'refused';
export function missing(state: State): string {
  switch (state) { //! switch-exhaustiveness-check
    case 'open':
      return 'open';
    case 'filled':
      return 'done';
  }
  return '';
}
export function complete(state: State): string {
  switch (state) {
    case 'open':
      return 'open';
    case 'filled':
    case 'refused':
      return 'done';
  }
}
`,
  'packages/trading/src/any.ts': `
export function read(text: string, key: any): unknown { //! no-explicit-any
  const row = JSON.parse(text); //! no-unsafe-assignment
  return row.symbol ?? String(key); //! no-unsafe-member-access
}
export const checked = (text: string): unknown => JSON.parse(text);
// @ts-ignore -- reason //! ban-ts-comment
export const unary: number = 1;
`,
  'packages/trading/src/imports.ts': `
import { Row } from './types.ts'; //! consistent-type-imports
import { readFileSync } from 'fs'; //! prefer-node-protocol
export default function name(row: Row): unknown { //! no-default-export
  return readFileSync(row.path);
}
`,
  'packages/trading/src/types.ts': `
export interface Row {
  readonly path: string;
}
`,
  'packages/trading/src/notKebab.ts': 'export const value = 1; //! filename-case\n',
  'packages/trading/src/stale.ts': `
// oxlint-disable-next-line no-var //! unused-disable-directive
export const value = 1;
`,
  'packages/trading/src/plain.ts': `
export function loose(left: unknown): boolean {
  return left == 1; //! eqeqeq
}
export let changing = 1; //! no-mutable-exports
changing += 1;
export const number = parseInt('12', 10); //! prefer-number-properties
`,
  'packages/learning/src/numeric.ts': `
/** Numeric code over columns passes as it is. */
export function pack(left: Float64Array, right: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) {
    const word = right[index]!;
    sum += (left[index] as number) * ((word >>> 8) & 255);
    sum = sum | 0;
  }
  return sum;
}
`,
  'packages/learning/src/titles.test.ts': `
import { expect, test } from 'vitest';
test('asserts', () => {
  expect(1).toBe(1);
});
test('asserts', () => { //! no-identical-title
  expect(2).toBe(2);
});
`,
  'apps/web/vite.config.ts': 'export default { build: {} };\n',
  'apps/web/src/button.tsx': `
import { useState } from 'react';
export function Button({ on }: { readonly on: boolean }): React.JSX.Element {
  if (on) useState(1); //! hooks
  return <button>Go</button>; //! button-has-type
}
export function Picture(): React.JSX.Element {
  return <img src="a.png" />; //! alt-text
}
`,
};

test('the chosen rules catch their planted violations, and nothing else is caught', () => {
  expect(lintPlanted(planted)).toEqual(expectedFindings(planted));
});
