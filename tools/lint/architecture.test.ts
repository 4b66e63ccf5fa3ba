import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from './boundaries.ts';
import { expectedFindings, lintPlanted, type Planted } from './planted.ts';

/** What each room may import, written out once more: the rule must agree with this, not with its own table. */
const allowed: Readonly<Record<string, string>> = {
  'packages/model': '',
  'packages/kernel': 'model',
  'packages/storage': 'model kernel',
  'packages/market-data': 'model kernel storage/ports',
  'packages/indicators': 'model storage/ports',
  'packages/features': 'model indicators storage/ports',
  'packages/learning': 'model kernel storage/ports',
  'packages/trading': 'model kernel storage/ports',
  'packages/backtest': 'model kernel trading features learning storage/ports',
  'packages/protocol': 'model storage/ports',
  'packages/brokers': 'model kernel trading protocol storage/ports',
  'packages/testkit':
    'model kernel storage/ports storage/duckdb storage/postgres storage/directory market-data indicators features learning trading backtest protocol brokers',
  'apps/server':
    'model kernel storage/ports storage/duckdb storage/postgres storage/directory market-data indicators features learning trading backtest protocol brokers',
  'apps/cli':
    'model kernel storage/ports storage/duckdb storage/postgres storage/directory market-data indicators features learning trading backtest protocol brokers server',
  'apps/web': 'model protocol',
};

const everything = [...(allowed['apps/cli'] as string).split(' '), 'cli', 'web', 'testkit'];

function importsOf(room: string, alsoAllowed: readonly string[]): string {
  const may = [...(allowed[room] as string).split(' '), ...alsoAllowed];
  return everything
    .map((name) => `import '@pipwright/${name}';${may.includes(name) ? '' : ' //! no-restricted-imports'}\n`)
    .join('');
}

const caughtTimers = `
import { setTimeout as sleep } from 'node:timers/promises'; //! no-restricted-imports
import timers from 'node:timers'; //! no-restricted-imports
import { performance as clock } from 'node:perf_hooks'; //! no-restricted-imports
import { hrtime } from 'node:process'; //! no-restricted-imports
export const seen = [sleep, timers, clock, hrtime];
setTimeout(() => undefined, 5); //! no-restricted-globals
setInterval(() => undefined, 5); //! no-restricted-globals
setImmediate(() => undefined); //! no-restricted-globals
globalThis.setTimeout(() => undefined, 5); //! no-restricted-globals
export const signal = AbortSignal.timeout(5); //! no-restricted-properties
export const started = performance.now(); //! no-restricted-globals
export const ticks = process.hrtime.bigint(); //! no-restricted-properties
`;

const caughtDates = `
export const now = Date.now(); //! no-restricted-globals
export const today = new Date(); //! no-restricted-globals
export const again = globalThis.Date.now(); //! no-restricted-globals
export const parsed = Date.parse('2020-01-01'); //! no-restricted-globals
export type Row = { readonly at: Date };
`;

const caughtRandom = `
import crypto, { createHash, randomBytes } from 'node:crypto'; //! no-restricted-imports
export const used = [createHash, randomBytes];
export const chance = Math.random(); //! no-restricted-properties
export const { random } = Math; //! no-restricted-properties
export const id = globalThis.crypto.randomUUID(); //! no-restricted-properties
export const other = crypto.randomUUID(); //! no-restricted-properties
export const bytes = crypto.getRandomValues(new Uint8Array(4)); //! no-restricted-properties
`;

/** The same code where it is allowed: nothing is marked, so nothing may be caught. */
function unmarked(source: string): string {
  return source.replaceAll(/ *\/\/! \S+$/gm, '');
}

const planted: Record<string, string> = {
  'packages/storage/src/ports/port.ts': `
import './beside.ts';
import '@pipwright/model';
import '../duckdb/engine.ts'; //! no-restricted-imports
import '@duckdb/node-api'; //! no-restricted-imports
import 'pg'; //! no-restricted-imports
import '@pipwright/trading'; //! no-restricted-imports
`,
  'packages/trading/src/deep/paths.ts': `
import '../beside.ts';
import '../../../model/src/units.ts'; //! no-restricted-imports
import '../../src/beside.ts'; //! no-restricted-imports
import '../../../../packages/model/index.ts'; //! no-restricted-imports
import '../../../../apps/cli/main.ts'; //! no-restricted-imports
import '@pipwright/model/src/units.ts'; //! no-restricted-imports
import '@pipwright/a-room-that-comes-later'; //! no-restricted-imports
export const later = await import('@pipwright/backtest'); //! no-restricted-imports
export type Hidden = import('@pipwright/backtest').Report; //! consistent-type-imports
export { report } from '@pipwright/backtest'; //! no-restricted-imports
export * from '@pipwright/backtest'; //! no-restricted-imports
`,
  'apps/web/src/page.ts': `
import 'node:fs'; //! no-restricted-imports
import 'react';
`,
  'apps/web/src/page.test.ts': `import 'node:fs';\n`,
  'packages/trading/src/timers.ts': caughtTimers,
  'packages/trading/src/timers.test.ts': caughtTimers,
  'packages/trading/src/dates.ts': caughtDates,
  'packages/model/src/other.ts': caughtDates,
  'packages/backtest/src/random.ts': caughtRandom,
  'packages/storage/src/postgres/secrets.ts': `
import { randomBytes } from 'node:crypto';
export const password = randomBytes(24).toString('base64url');
export const chance = Math.random(); //! no-restricted-properties
`,
  'packages/storage/src/postgres/identity.ts': `
import { randomUUID } from 'node:crypto'; //! no-restricted-imports
export const id = randomUUID();
`,
  'packages/storage/src/ports/random.ts': `export const chance = Math.random(); //! no-restricted-properties\n`,
  'packages/testkit/src/random.ts': caughtRandom,
  'packages/testkit/src/slow-server.ts': unmarked(caughtTimers),
  'packages/model/src/time-zone.ts': `
export const noon = new Date(Date.UTC(2020, 0, 1, 12)).toISOString();
export const now = Date.now(); //! no-restricted-properties
setTimeout(() => undefined, 5); //! no-restricted-globals
`,
  'examples/strategies/planted.ts': `
import '@pipwright/trading';
import '@pipwright/indicators';
import '@pipwright/model';
import './averages.ts';
import '@pipwright/backtest'; //! no-restricted-imports
import '@pipwright/kernel'; //! no-restricted-imports
import { setTimeout as sleep } from 'node:timers/promises'; //! no-restricted-imports
export const seen = [sleep];
export const now = Date.now(); //! no-restricted-globals
export const chance = Math.random(); //! no-restricted-properties
export default {};
`,
  'apps/cli/bin/start.ts': "import '../src/main.ts';\nimport '../../server/src/main.ts'; //! no-restricted-imports\n",
  'apps/web/fixture-server.ts':
    "import './src/testing/platform.ts';\nimport '../cli/src/main.ts'; //! no-restricted-imports\n",
  'packages/trading/src/print.test.ts': `console.log('skipped: no data');\n`,
  'packages/trading/src/made.fixture.ts': `import '@pipwright/testkit';\nconsole.log('skipped: no data');\n`,
  'packages/trading/src/uses-fixture.ts': `import './made.fixture.ts'; //! no-restricted-imports\n`,
  'packages/trading/src/uses-fixture.test.ts': `import './made.fixture.ts';\n`,
  'packages/trading/src/print.ts': `console.log('filled'); //! no-console\n`,
  'apps/cli/src/print.ts': `console.log('filled');\n`,
};

for (const folder of ['packages/kernel/src', 'apps/server/src', 'apps/cli/src', 'bench', 'tools']) {
  planted[`${folder}/timers.ts`] = unmarked(caughtTimers);
  planted[`${folder}/dates.ts`] = unmarked(caughtDates);
  planted[`${folder}/random.ts`] = unmarked(caughtRandom);
}

for (const room of Object.keys(allowed)) {
  planted[`${room}/src/imports.ts`] = importsOf(room, []);
  planted[`${room}/src/imports.test.ts`] = importsOf(room, ['testkit', 'kernel']);
}

const cycles: Planted = {
  'packages/model/src/cycle-a.ts': `
import { b } from './cycle-b.ts'; //! no-cycle
export const a = (): number => b() + 1;
`,
  'packages/model/src/cycle-b.ts': `
import { c } from './cycle-c.ts'; //! no-cycle
export const b = (): number => c() + 1;
`,
  'packages/model/src/cycle-c.ts': `
import { a } from './cycle-a.ts'; //! no-cycle
export const c = (): number => a() + 1;
`,
  'packages/model/src/type-cycle-a.ts': `
import type { B } from './type-cycle-b.ts'; //! no-cycle
export type A = B | string;
`,
  'packages/model/src/type-cycle-b.ts': `
import type { A } from './type-cycle-a.ts'; //! no-cycle
export type B = A[] | number;
`,
  'packages/model/src/line.ts': `
import { end } from './end.ts';
export const line = end;
`,
  'packages/model/src/end.ts': 'export const end = 1;\n',
};

test('every planted violation of the architecture is caught, and nothing else is', () => {
  const files: Planted = { ...planted, ...cycles };
  const expected = expectedFindings(files);
  expect(lintPlanted(files)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(250);
});

test('the table of rooms has no circle: each room imports only rooms above it', () => {
  const above = new Set<string>();
  const circles: string[] = [];
  for (const [room, imports] of Object.entries(rooms)) {
    const open = imports.map((name) => name.split('/')[0] as string).filter((name) => name !== '*');
    for (const name of open) if (!above.has(name)) circles.push(`${room} imports ${name}`);
    above.add(room.split('/')[1] as string);
  }
  expect(circles).toEqual([]);
});

test('each package.json lists only rooms that the table allows', () => {
  const prefix = '@pipwright/';
  const forbidden = Object.entries(allowed).flatMap(([room, names]) => {
    const file = new URL(`../../${room}/package.json`, import.meta.url);
    const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
    const may = new Set(names.split(' ').map((name) => name.split('/')[0]));
    const ours = Object.keys(dependencies).filter((name) => name.startsWith(prefix));
    return ours.filter((name) => !may.has(name.slice(prefix.length))).map((name) => `${room}: ${name}`);
  });
  expect(forbidden).toEqual([]);
});
