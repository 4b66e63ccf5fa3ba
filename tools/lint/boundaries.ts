/**
 * Which room may import which, in the order in which data flows: the table of docs/architecture.md. The lint rules are
 * made from it, and a test compares it with every package.json.
 *
 * `storage/ports` are plain types that any room may import, except the rooms that the ports themselves rest on, and the
 * page. Engines (`storage/duckdb` and the like) are chosen by the apps only.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  'packages/model': [],
  'packages/kernel': ['model'],
  'packages/storage': ['model', 'kernel'],
  'packages/market-data': ['model', 'kernel', 'storage/ports'],
  'packages/indicators': ['model', 'storage/ports'],
  'packages/features': ['model', 'indicators', 'storage/ports'],
  'packages/learning': ['model', 'kernel', 'storage/ports'],
  'packages/trading': ['model', 'kernel', 'storage/ports'],
  'packages/backtest': ['model', 'kernel', 'trading', 'features', 'learning', 'storage/ports'],
  'packages/protocol': ['model', 'storage/ports'],
  'packages/brokers': ['model', 'kernel', 'trading', 'protocol', 'storage/ports'],
  'packages/testkit': ['*'],
  'apps/server': ['*'],
  'apps/cli': ['*', 'server'],
  'apps/web': ['model', 'protocol'],
};

/** Not part of `*`: apps are compositions that no package imports, and the testkit is for tests. */
export const closedRooms: readonly string[] = ['server', 'cli', 'web', 'testkit'];

/** What the tests of any room may import besides: contracts and fixtures, and the seeded random and the played clock. */
export const testRooms: readonly string[] = ['testkit', 'kernel'];
