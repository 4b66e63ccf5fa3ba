import { Visitor } from 'vite';
import { eachText, isTest, type Finding } from './finding.ts';
import { calleeName, parseScript } from './syntax.ts';

const asserts = /\b(?:expect|assert)\w*\s*[(.<]/;
const testNames = new Set(['test', 'it']);

/** A test without an expectation passes whatever the code does. Functions that expect are called `expect…`. */
export const silentTests = eachText(isTest, (text, path) => {
  const { program, lineOf } = parseScript(path, text);
  const findings: Omit<Finding, 'path'>[] = [];
  new Visitor({
    CallExpression: (node) => {
      const body = node.arguments.findLast(({ type }) => /^(?:Arrow)?Function/.test(type));
      if (body === undefined || !testNames.has(calleeName(node.callee))) return;
      if (asserts.test(text.slice(body.start, body.end))) return;
      findings.push({ line: lineOf(node.start), message: 'this test expects nothing' });
    },
  }).visit(program);
  return findings;
});
