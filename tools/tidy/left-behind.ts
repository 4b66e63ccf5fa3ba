import { eachText, matchingLines } from './finding.ts';

const markers = ['TODO', 'FIXME', 'XXX', 'HACK'].join('|');
const comment = new RegExp(`(?://|/\\*|^\\s*\\*|#|<!--|--).*\\b(${markers})\\b`);

/** Work left behind in comments. */
export const leftBehind = eachText(
  (path) => path !== 'package-lock.json',
  (text) => matchingLines(text, comment, (word) => `${word} left behind: do it, or write it down where it is planned`),
);
