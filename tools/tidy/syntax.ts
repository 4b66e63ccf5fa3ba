import { parseSync, type ESTree } from 'vite';

type Language = 'ts' | 'tsx' | 'js';

export interface Syntax {
  readonly program: ESTree.Program;
  /** Names that the module exports, with the line of each. */
  readonly exportedNames: readonly { readonly name: string; readonly line: number }[];
  readonly lineOf: (offset: number) => number;
  readonly errors: readonly string[];
}

function languageOf(path: string): Language {
  if (path.endsWith('.tsx')) return 'tsx';
  return path.endsWith('.ts') || path.endsWith('.mts') ? 'ts' : 'js';
}

/** Kernels are AssemblyScript: a decorator may stand before a function there, which TypeScript refuses. */
function withoutKernelDecorators(path: string, text: string): string {
  if (!path.endsWith('.as.ts')) return text;
  return text.replaceAll(/^[ \t]*@\w+(\([^)\n]*\))?/gm, (decorator) => ' '.repeat(decorator.length));
}

function lineReader(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** Parses a script with the parser that Vite builds the page with: TypeScript 7 itself has no JavaScript parser. */
export function parseScript(path: string, text: string): Syntax {
  const { program, module, errors } = parseSync(path, withoutKernelDecorators(path, text), { lang: languageOf(path) });
  const lineOf = lineReader(text);
  const exportedNames = module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ exportName: { name, start } }) => (name === null ? [] : [{ name, line: lineOf(start ?? 0) }]));
  return { program, exportedNames, lineOf, errors: errors.map(({ message }) => message) };
}

/** The leftmost name of a callee: `describe` of `describe.each(rows)('…', …)`. */
export function calleeName(callee: ESTree.Expression | ESTree.Super): string {
  switch (callee.type) {
    case 'Identifier':
      return callee.name;
    case 'MemberExpression':
      return calleeName(callee.object);
    case 'CallExpression':
      return calleeName(callee.callee);
    case 'TaggedTemplateExpression':
      return calleeName(callee.tag);
    default:
      return '';
  }
}
