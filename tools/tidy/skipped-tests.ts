import { eachText, isTest, type Finding } from './finding.ts';

const block = /\b(?:test|it|describe|suite|bench)(?:\.\w+)*\.(skipIf|runIf|skip|only|todo)\b/;
const silentSkip = /\.skip\(\s*\)/;
const saysWhy = /\b(?:needs|requires|without|only|not on)\b/i;

function messageFor(line: string, call: string, prints: boolean): string | undefined {
  const how = block.exec(line)?.[1];
  if (how === 'only' || how === 'todo' || how === 'skip') {
    return `.${how} left behind: a test runs, or skipIf and a title that says what it needs`;
  }
  if (how !== undefined && !prints && !saysWhy.test(call)) {
    return `.${how} without a reason: let the title say what the test needs, or print it`;
  }
  return silentSkip.test(line) ? 'skip() without a reason: pass it as a note' : undefined;
}

function findSkips(text: string): Omit<Finding, 'path'>[] {
  const lines = text.split('\n');
  const prints = /\bconsole\.(?:log|info|warn)\(/.test(text);
  return lines.flatMap((line, index) => {
    // The title may stand on one of the next lines.
    const message = messageFor(line, lines.slice(index, index + 4).join(' '), prints);
    return message === undefined ? [] : [{ line: index + 1, message }];
  });
}

/** Tests that do not run must say why where people read the result. */
export const skippedTests = eachText(isTest, findSkips);
