import { eachText, isScript, isTest, type Check, type Finding } from './finding.ts';
import { parseScript } from './syntax.ts';

/** A file or folder of this name says nothing about what is in it. */
const drawers = new Set(['common', 'core', 'helper', 'helpers', 'misc', 'shared', 'util', 'utils']);

/** These say nothing as a part of a longer name either. */
const emptyWords = new Set(
  'advanced data2 enhanced helper helpers intelligent manager managers optimised optimized util utils'.split(' '),
);

/** `spreadPipsMax`, `spread-pips.max` and `SPREAD_PIPS` in lower-case words. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function pathFinding(path: string): Finding[] {
  for (const part of path.split('/')) {
    const [stem = ''] = part.replace(/^\./, '').split('.');
    const word = drawers.has(stem.toLowerCase()) ? stem : wordsOf(stem).find((candidate) => emptyWords.has(candidate));
    if (word !== undefined) {
      return [{ path, line: 0, message: `"${part}": "${word}" does not say what it is; name the concept` }];
    }
  }
  return [];
}

export const pathNames: Check = (files) => files.flatMap(({ path }) => pathFinding(path));

export const exportedNames = eachText(
  (path) => isScript(path) && !isTest(path),
  (text, path) =>
    parseScript(path, text).exportedNames.flatMap(({ name, line }) => {
      const word = wordsOf(name).find((candidate) => emptyWords.has(candidate));
      return word === undefined
        ? []
        : [{ line, message: `"${name}": "${word}" does not say what it is; name the concept` }];
    }),
);
