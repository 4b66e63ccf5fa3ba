import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { toolEntry } from '../tool-entry.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where the sources find their kernels, and where the package has them: beside the bundle. */
const KERNELS_OF_SOURCES = '../../build/';
const KERNELS_OF_PACKAGE = './';

/** Code of one package, with what it imports from other rooms, as one module for Node 18 and browsers. */
async function bundle(source: string, target: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [
      {
        name: 'kernels-beside-the-bundle',
        transform: (code) => code.replaceAll(KERNELS_OF_SOURCES, KERNELS_OF_PACKAGE),
      },
    ],
    build: {
      lib: { entry: join(source, 'src/index.ts'), formats: ['es'], fileName: 'index' },
      outDir: target,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      reportCompressedSize: false,
    },
  });
}

/** Compiled kernels; `npm ci` has made them. */
function copyKernels(source: string, target: string): void {
  const built = join(source, 'build');
  const kernels = existsSync(built) ? readdirSync(built).filter((file) => file.endsWith('.wasm')) : [];
  for (const file of kernels) cpSync(join(built, file), join(target, file));
}

/** Declarations of every source file; they name each other, and nothing else may be left in them. */
function declare(source: string, target: string): void {
  const project = join(target, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: join(source, 'src'),
    outDir: join(target, 'types'),
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  };
  const configuration = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions,
    include: [],
    files: [join(source, 'src/index.ts')],
  };
  writeFileSync(project, JSON.stringify(configuration));
  const { status, stdout } = spawnSync(process.execPath, [toolEntry('typescript', 'tsc'), '-p', project], {
    encoding: 'utf8',
  });
  rmSync(project);
  // Not reached from the index, and the only one that names another room.
  rmSync(join(target, 'types/errors.d.ts'), { force: true });
  if (status !== 0) throw new Error(`the declarations of ${source} could not be written:\n${stdout}`);
}

/**
 * Makes `packages/NAME/build/package`: JavaScript, kernels, declarations, README and licence, without dependencies.
 * Returns the folder.
 */
export async function publishable(
  name: string,
  target = join(ROOT, 'packages', name, 'build/package'),
): Promise<string> {
  const source = join(ROOT, 'packages', name);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  await bundle(source, target);
  copyKernels(source, target);
  declare(source, target);
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Record<string, string>;
  const published = {
    name: manifest['name'],
    version: manifest['version'],
    description: manifest['description'],
    license: manifest['license'],
    type: 'module',
    sideEffects: false,
    engines: { node: '>=18' },
    exports: { '.': { types: './types/index.d.ts', default: './index.js' } },
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  cpSync(join(source, 'README.md'), join(target, 'README.md'));
  cpSync(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
  return target;
}
