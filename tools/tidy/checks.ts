import { fileLength } from './file-length.ts';
import type { Check } from './finding.ts';
import { functionLength } from './function-length.ts';
import { largeBinaries } from './large-binaries.ts';
import { leftBehind } from './left-behind.ts';
import { machinePaths, registryHosts } from './machine-paths.ts';
import { exportedNames, pathNames } from './names.ts';
import { readmes } from './readmes.ts';
import { silentTests } from './silent-tests.ts';
import { skippedTests } from './skipped-tests.ts';

/** The repository's own style, by name. */
export const checks: Readonly<Record<string, Check>> = {
  'function length': functionLength,
  'file length': fileLength,
  'names of files': pathNames,
  'exported names': exportedNames,
  'left behind': leftBehind,
  'skipped tests': skippedTests,
  'silent tests': silentTests,
  readmes,
  'machine paths': machinePaths,
  'registry hosts': registryHosts,
  'large binaries': largeBinaries,
};
