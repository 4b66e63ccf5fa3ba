import type { Check } from './finding.ts';

export const BINARY_BYTES_MAX = 200_000;

export const largeBinaries: Check = (files) =>
  files
    .filter(({ text, bytes }) => text === undefined && bytes > BINARY_BYTES_MAX)
    .map(({ path, bytes }) => ({
      path,
      line: 0,
      message: `binary of ${bytes} bytes, expected at most ${BINARY_BYTES_MAX}: make it in the test, or fetch it`,
    }));
