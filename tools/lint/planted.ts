import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolEntry } from '../tool-entry.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const configUrl = new URL('../../oxlint.config.ts', import.meta.url).href;

/** Source by path. A line that must be caught ends with `//! rule`; every other line must pass. */
export type Planted = Readonly<Record<string, string>>;

interface Diagnostic {
  /** `plugin(rule)`; absent where a disabling comment is not needed. */
  readonly code?: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** `path:line rule`, sorted. */
export function expectedFindings(planted: Planted): string[] {
  const expected: string[] = [];
  for (const [path, source] of Object.entries(planted)) {
    for (const [index, line] of source.split('\n').entries()) {
      const rule = /\/\/! (\S+)$/.exec(line)?.[1];
      if (rule !== undefined) expected.push(`${path}:${index + 1} ${rule}`);
    }
  }
  return expected.toSorted();
}

function plant(folder: string, planted: Planted): void {
  const tsconfig = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { jsx: 'react-jsx', lib: ['esnext', 'dom'] },
    include: ['packages', 'apps', 'tools', 'bench'],
  };
  const files: Planted = {
    'oxlint.config.ts': `export { default } from ${JSON.stringify(configUrl)};\n`,
    'tsconfig.json': JSON.stringify(tsconfig),
    ...planted,
  };
  for (const [path, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), source.replaceAll(/ *\/\/! \S+$/gm, ''));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** Lints a folder laid out like the repository with the repository's own configuration: `path:line rule`, sorted. */
export function lintPlanted(planted: Planted): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pipwright-lint-'));
  try {
    plant(folder, planted);
    const folders = [...new Set(Object.keys(planted).map((path) => path.split('/')[0] as string))];
    const run = spawnSync(process.execPath, [toolEntry('oxlint'), '--format', 'json', ...folders], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    if (!run.stdout.startsWith('{')) throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] };
    return diagnostics
      .map(({ filename, labels, code }) => {
        const rule = /\((.*)\)/.exec(code ?? '')?.[1] ?? 'unused-disable-directive';
        return `${filename.replaceAll('\\', '/')}:${labels[0]?.span.line ?? 0} ${rule}`;
      })
      .toSorted();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
