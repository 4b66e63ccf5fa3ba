import { Visitor, type ESTree } from 'vite';
import { eachText, isScript, type Finding } from './finding.ts';
import { calleeName, parseScript, type Syntax } from './syntax.ts';

const FUNCTION_LINES_MAX = 70;

const testBlocks = new Set(['describe', 'suite', 'test', 'it', 'beforeAll', 'beforeEach', 'afterAll', 'afterEach']);

interface OpenFunction {
  readonly start: number;
  readonly name: string;
  /** Lines of test blocks inside: they are measured by themselves, so that a suite is as long as it needs to be. */
  testBlockLines: number;
}

/** Counts each function from its first line to its last. Nested functions count for the one around them too. */
function longFunctions({ program, lineOf }: Syntax, linesMax: number): Omit<Finding, 'path'>[] {
  const findings: Omit<Finding, 'path'>[] = [];
  const open: OpenFunction[] = [];
  const names = new Map<number, string>();
  const blocks = new Set<number>();

  const enter = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const own = 'id' in node ? node.id?.name : undefined;
    open.push({ start: node.start, name: own ?? names.get(node.start) ?? 'a function', testBlockLines: 0 });
  };
  const exit = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const { start, name, testBlockLines } = open.pop() as OpenFunction;
    const total = lineOf(node.end - 1) - lineOf(start) + 1;
    const lines = total - testBlockLines;
    const around = open.at(-1);
    // A block inside a block is measured by itself, and so is what lies around it.
    if (around !== undefined) around.testBlockLines += blocks.has(start) ? total : testBlockLines;
    if (lines <= linesMax) return;
    const message = `${name} is ${lines} lines long, expected at most ${linesMax}: give its parts names of their own`;
    findings.push({ line: lineOf(start), message });
  };

  new Visitor({
    VariableDeclarator: (node) => {
      if (node.id.type === 'Identifier' && node.init !== null) names.set(node.init.start, node.id.name);
    },
    MethodDefinition: (node) => {
      if (node.key.type === 'Identifier') names.set(node.value.start, node.key.name);
    },
    Property: (node) => {
      if (node.key.type === 'Identifier') names.set(node.value.start, node.key.name);
    },
    CallExpression: (node) => {
      if (!testBlocks.has(calleeName(node.callee))) return;
      for (const argument of node.arguments) blocks.add(argument.start);
    },
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
    'FunctionDeclaration:exit': exit,
    'FunctionExpression:exit': exit,
    'ArrowFunctionExpression:exit': exit,
  }).visit(program);
  return findings;
}

export const functionLength = eachText(isScript, (text, path) => {
  const syntax = parseScript(path, text);
  const [error] = syntax.errors;
  if (error !== undefined) return [{ line: 0, message: `cannot be parsed: ${error}` }];
  return longFunctions(syntax, FUNCTION_LINES_MAX);
});
