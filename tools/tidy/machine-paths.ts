import { eachText, matchingLines } from './finding.ts';

const home = /(?:^|[\s'"`(=:[]|file:\/\/)(\/(?:root|work|home|Users)\/[\w.-]+|[A-Z]:\\Users\\[\w.-]+)/;
const registry = /^\s*(?:"resolved":\s*"(https?:[^"]*)"|(?:@\w+:)?registry\s*=\s*(\S+))/;

const isNpmFile = (path: string): boolean => path.endsWith('package-lock.json') || path.endsWith('.npmrc');

/** Folders of the machine that somebody worked on. */
export const machinePaths = eachText(
  (path) => path !== 'package-lock.json',
  (text) => matchingLines(text, home, (path) => `${path} is a path of one machine: make it relative`),
);

/** Hosts that packages came from: the lock file must serve whatever registry is configured. */
export const registryHosts = eachText(isNpmFile, (text) =>
  matchingLines(
    text,
    registry,
    () => 'names a registry host: keep omit-lockfile-registry-resolved=true in .npmrc and write the lock file again',
  ),
);
