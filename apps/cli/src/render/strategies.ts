import type { StrategyInfoMessage, StrategyParameterMessage } from '@pipwright/protocol';

/** What fits on a terminal that nobody has made larger. */
const LINE_LENGTH = 100;
const GAP = 2;

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 10 });

function rangeOf({ kind, min, max, values }: StrategyParameterMessage): string {
  if (kind === 'flag') return 'true or false';
  if (kind === 'choice') return values.join(', ');
  return `${numbers.format(min ?? 0)} to ${numbers.format(max ?? 0)}`;
}

/** Lines of at most `length` characters, cut between words. */
function wrapped(text: string, length: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > length && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Columns side by side; the last one goes on below itself. */
function parameterLines(rows: readonly (readonly [string, string, string, string])[]): string[] {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  const left = 4 + widths.reduce((sum, width) => sum + width + GAP, 0);
  return rows.flatMap((row) => {
    const cells = widths.map((width, column) => (row[column] as string).padEnd(width + GAP)).join('');
    const [first = '', ...rest] = wrapped(row[3], LINE_LENGTH - left);
    return [`    ${cells}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(left)}${line}`)];
  });
}

const MODEL_WORDS = {
  none: '',
  optional: '   reads a model where there is one',
  required: '   needs a model',
} as const;

function renderStrategy({ id, name, description, model, parameters, problem }: StrategyInfoMessage): string {
  const title = `${id}${name === id ? '' : ` (${name})`}${MODEL_WORDS[model]}`;
  const indented = (text: string): string[] => wrapped(text, LINE_LENGTH - 2).map((line) => `  ${line}`);
  if (problem !== null) return [title, ...indented(`cannot be used: ${problem}`)].join('\n');
  const rows = parameters.map((one) => [one.name, String(one.default), rangeOf(one), one.description] as const);
  return [
    title,
    ...indented(description),
    ...(rows.length === 0 ? [] : parameterLines([['parameter', 'default', 'range', ''], ...rows])),
  ].join('\n');
}

/** The strategies with their parameters, those that ship first. */
export function renderStrategies(strategies: readonly StrategyInfoMessage[], folder: string): string {
  const own = strategies.filter(({ shipped }) => !shipped);
  const shipped = strategies.filter((one) => one.shipped);
  return [
    ...shipped.map(renderStrategy),
    own.length === 0 ? `Your own: put a file into ${folder}, or name its path.` : `From ${folder}:`,
    ...own.map(renderStrategy),
  ].join('\n\n');
}
