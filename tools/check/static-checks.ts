import { toolEntry } from '../tool-entry.ts';
import { runTool, type ToolRun } from './run-tool.ts';

/** A check that reads the repository without running the product. It counts as one test. */
export interface StaticCheck {
  readonly name: string;
  readonly args: () => readonly string[];
}

export const staticChecks: readonly StaticCheck[] = [
  { name: 'build', args: () => ['tools/build.mjs'] },
  { name: 'format', args: () => [toolEntry('oxfmt'), '--check'] },
  { name: 'lint', args: () => [toolEntry('oxlint')] },
  { name: 'tidy', args: () => ['tools/tidy.ts'] },
  { name: 'unused', args: () => [toolEntry('knip'), '--no-progress'] },
  { name: 'types', args: () => [toolEntry('typescript', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'page types', args: () => [toolEntry('typescript', 'tsc'), '--noEmit', '-p', 'apps/web/tsconfig.json'] },
];

const NAME_WIDTH = 12;

function report(name: string, { code, output, durationMs }: ToolRun): void {
  const verdict = code === 0 ? 'ok    ' : 'FAILED';
  console.log(`${verdict} ${name.padEnd(NAME_WIDTH)} ${(durationMs / 1000).toFixed(1).padStart(6)} s`);
  if (code !== 0) console.log(`${output.trim().replaceAll(/^/gm, '    ')}\n`);
}

/** Runs all checks, `parallel` at a time, and prints each as it ends. Returns the names of those that failed. */
export async function runStaticChecks(
  checks: readonly StaticCheck[],
  options: { readonly cwd: string; readonly parallel: number },
): Promise<string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const run = await runTool(check.args(), { cwd: options.cwd, shown: false });
      if (run.code !== 0) failed.push(check.name);
      report(check.name, run);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, worker));
  return failed;
}
