import type { OxlintOverride } from 'oxlint';
import { closedRooms, rooms, testRooms } from './boundaries.ts';

interface ImportPattern {
  readonly group?: string[];
  readonly regex?: string;
  readonly importNames?: string[];
  readonly message: string;
}

/** Tests, and what only tests import. */
const tests = ['*.test.ts', '*.test.tsx', '*.fixture.ts'];
const sources = '**/*.{ts,tsx,mts,mjs,js}';

/** Gitignore-style: everything of ours is forbidden, then what the table allows is taken out again. */
function roomPattern(room: string, allowed: readonly string[]): ImportPattern {
  const everything = allowed.includes('*');
  const group = everything
    ? closedRooms.flatMap((closed) => [`@pipwright/${closed}`, `@pipwright/${closed}/**`])
    : ['@pipwright/*', '@pipwright/*/**'];
  for (const name of allowed) if (name !== '*') group.push(`!@pipwright/${name}`);
  const list = allowed.length === 0 ? 'no other room' : allowed.join(', ').replace('*', 'every package');
  return { group, message: `${room} may import ${list}: see tools/lint/boundaries.ts.` };
}

/** Two alternatives: out of the room and into the sources of another, or along a path from the root. */
const relativePattern: ImportPattern = {
  regex: '^\\.\\./.+/src/|^\\.\\.?/(.*/)?(packages|apps|node_modules)/',
  message: 'Import another room by its name and its exports, not by the path of a file in it.',
};

const clockModules: readonly ImportPattern[] = [
  {
    group: ['node:timers', 'timers', 'node:timers/promises', 'timers/promises'],
    message: 'Time passes through the scheduler of @pipwright/kernel, passed in.',
  },
  {
    group: ['node:perf_hooks', 'perf_hooks'],
    message: 'Time is read from the clock of @pipwright/kernel, passed in.',
  },
  {
    group: ['node:process', 'process'],
    importNames: ['hrtime', 'uptime'],
    message: 'Time is read from the clock of @pipwright/kernel, passed in.',
  },
];

const randomMessage = 'Randomness comes from the seeded random of @pipwright/kernel, passed in.';
const randomNames = ['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues'];

function randomModules(forbidden: readonly string[]): ImportPattern {
  return { group: ['node:crypto', 'crypto'], importNames: [...forbidden, 'webcrypto'], message: randomMessage };
}

/** Secrets and the names of unfinished files must not be predictable, and no decision rests on them. */
const engineForbidden = randomNames.filter((name) => name !== 'randomBytes');

const browserPattern: ImportPattern = {
  regex: '^node:',
  message: 'The page runs in a browser: no Node modules.',
};

function restrictImports(...patterns: readonly ImportPattern[]): NonNullable<OxlintOverride['rules']> {
  return { 'no-restricted-imports': ['error', { patterns: [...patterns] }] };
}

/** What else a room may not import, besides other rooms. */
function seamPatterns(room: string): readonly ImportPattern[] {
  if (room === 'packages/kernel' || room.startsWith('apps/')) return [];
  if (room === 'packages/testkit') return [randomModules(randomNames)];
  return [...clockModules, randomModules(room === 'packages/storage' ? engineForbidden : randomNames)];
}

const fixturePattern: ImportPattern = {
  regex: '\\.fixture\\.ts$',
  message: 'A fixture may bring the testkit along: only tests and other fixtures import it.',
};

function roomOverrides(room: string, allowed: readonly string[]): OxlintOverride[] {
  const seams = seamPatterns(room);
  return [
    {
      files: [`${room}/${sources}`],
      rules: restrictImports(roomPattern(room, allowed), relativePattern, fixturePattern, ...seams),
    },
    {
      files: tests.map((test) => `${room}/**/${test}`),
      rules: restrictImports(roomPattern(`a test of ${room}`, [...allowed, ...testRooms]), relativePattern, ...seams),
    },
  ];
}

const portsOverride: OxlintOverride = {
  files: ['packages/storage/src/ports/**'],
  rules: restrictImports({
    group: ['**', '!./**', '!@pipwright/model', '!@pipwright/kernel'],
    message: 'Ports are plain types: they know no engine and no library.',
  }),
};

const pageOverride: OxlintOverride = {
  files: ['apps/web/src/**'],
  excludeFiles: tests.map((test) => `apps/web/src/**/${test}`),
  rules: restrictImports(roomPattern('apps/web', rooms['apps/web'] ?? []), relativePattern, browserPattern),
};

/** What a strategy may import wherever its file lies: the platform resolves nothing else for it. */
const strategyOverride: OxlintOverride = {
  files: ['examples/strategies/**'],
  rules: {
    ...restrictImports(
      roomPattern('a strategy', ['model', 'indicators', 'trading']),
      ...clockModules,
      randomModules(randomNames),
    ),
    // The strategy of a file is its default export.
    'import/no-default-export': 'off',
  },
};

const clockMessage =
  'Time is read from the clock of @pipwright/kernel, passed in; dates from utcMs, utcDate and isoTime of @pipwright/model.';
const timerMessage = 'Time passes through the scheduler of @pipwright/kernel, passed in.';

const clockGlobals = ['Date', 'performance'].map((name) => ({ name, message: clockMessage }));
const timerGlobals = ['setTimeout', 'setInterval', 'setImmediate'].map((name) => ({ name, message: timerMessage }));

const clockProperties = [
  { object: 'process', property: 'hrtime', message: clockMessage },
  { object: 'process', property: 'uptime', message: clockMessage },
  { object: 'Temporal', property: 'Now', message: clockMessage },
  { object: 'AbortSignal', property: 'timeout', message: timerMessage },
  { object: 'Atomics', property: 'waitAsync', message: timerMessage },
];

const randomProperties = [
  { object: 'Math', property: 'random', message: randomMessage },
  ...randomNames.map((property) => ({
    property,
    message: randomMessage,
  })),
];

/**
 * Clock, timers and randomness enter through the kernel and the apps, and strategies have none; the testkit may also wait,
 * to play a slow server.
 */
const seamOverrides: OxlintOverride[] = [
  {
    files: ['packages/**', 'examples/strategies/**'],
    excludeFiles: ['packages/kernel/**', 'packages/testkit/**'],
    rules: {
      'no-restricted-globals': ['error', { globals: [...clockGlobals, ...timerGlobals], checkGlobalObject: true }],
      'no-restricted-properties': ['error', ...clockProperties, ...randomProperties],
    },
  },
  {
    files: ['packages/testkit/**'],
    rules: { 'no-restricted-properties': ['error', ...randomProperties] },
  },
  {
    // The one place that turns epoch milliseconds into civil dates; `Date` is its oracle in the test.
    files: ['packages/model/src/time-zone.ts', 'packages/model/src/time-zone.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { globals: [...clockGlobals.filter(({ name }) => name !== 'Date'), ...timerGlobals], checkGlobalObject: true },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clockMessage },
        ...clockProperties,
        ...randomProperties,
      ],
    },
  },
  // Packages do not print; their tests say why they are skipped.
  { files: ['packages/**'], excludeFiles: tests, rules: { 'no-console': 'error' } },
];

/** The lint rules that are the architecture. Each is proved by a planted violation in architecture.test.ts. */
export const architecture: OxlintOverride[] = [
  ...Object.entries(rooms).flatMap(([room, allowed]) => roomOverrides(room, allowed)),
  portsOverride,
  pageOverride,
  strategyOverride,
  ...seamOverrides,
];
