import { eachText, isCode } from './finding.ts';

const FILE_LINES_MAX = 300;

const reason = /^(?:#!.*\n)?\s*(?:\/\/|\/\*+|--)\s*Long because \S/;

export const fileLength = eachText(isCode, (text) => {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= FILE_LINES_MAX || reason.test(text)) return [];
  const message = `${lines} lines, expected at most ${FILE_LINES_MAX}: split it by concept, or open it with "// Long because …"`;
  return [{ line: 0, message }];
});
