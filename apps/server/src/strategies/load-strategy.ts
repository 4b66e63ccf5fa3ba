import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PipwrightError } from '@pipwright/model';
import { definitionProblem, type StrategyDefinition } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { shippedStrategy, shippedStrategyNames } from './shipped-strategies.ts';
import { contentDigest, importFresh, withoutTags, type LoadedFiles } from './strategy-modules.ts';

/** A strategy and the file that it came from. */
export interface LoadedStrategy {
  readonly definition: StrategyDefinition;
  /** SHA-256 over its file and every file that this imports by a path, by their places to each other. */
  readonly digest: string;
  /** Absolute path. */
  readonly file: string;
}

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs'];

interface Known extends LoadedStrategy {
  readonly files: LoadedFiles;
}
const known = new Map<string, Known>();

/**
 * Loads a strategy: by the path of a TypeScript or JavaScript file, which may lie anywhere, or by the name of one that
 * ships. The file's default export is what `defineStrategy` returned. A file that has changed is loaded anew.
 *
 * Rejects with `STRATEGY_NOT_FOUND`, `STRATEGY_UNREADABLE`, `STRATEGY_FAILED_TO_LOAD`, `STRATEGY_NOT_EXPORTED`,
 * `STRATEGY_SHAPE`, and with what `defineStrategy` throws.
 */
export async function loadStrategy(pathOrName: string): Promise<LoadedStrategy> {
  const file = fileOf(pathOrName);
  const before = known.get(file);
  if (before !== undefined && isUnchanged(before.files)) return before;
  const { module, files } = await importStrategy(file);
  const loaded = { definition: definitionOf(file, module), digest: digestOf(file, files), file, files };
  known.set(file, loaded);
  return loaded;
}

function fileOf(pathOrName: string): string {
  const shipped = shippedStrategy(pathOrName);
  if (shipped !== undefined) return shipped;
  const file = resolve(pathOrName);
  const isFile = existsSync(file) && statSync(file).isFile();
  if (!isFile || !EXTENSIONS.includes(extname(file))) {
    const problem = isFile ? `it does not end in ${EXTENSIONS.join(', ')}` : 'there is no such file';
    throw errors.STRATEGY_NOT_FOUND({ name: pathOrName, problem, known: shippedStrategyNames().join(', ') });
  }
  return file;
}

function isUnchanged(files: LoadedFiles): boolean {
  for (const [url, digest] of files) {
    const file = fileURLToPath(url);
    if (!existsSync(file) || contentDigest(readFileSync(file)) !== digest) return false;
  }
  return true;
}

async function importStrategy(file: string): ReturnType<typeof importFresh> {
  try {
    return await importFresh(file);
  } catch (error) {
    const isPlaceless = error instanceof SyntaxError && placeOf(file, error) === undefined;
    throw explained(file, isPlaceless ? await syntaxErrorOf(file, error) : error);
  }
}

/** Node does not say in which line plain JavaScript is broken; its reader of TypeScript does. */
async function syntaxErrorOf(file: string, error: SyntaxError): Promise<unknown> {
  return importFresh(file, 'module-typescript').then(
    () => error,
    (reason: unknown) => reason,
  );
}

/** What Node says of a file that cannot be read, as one sentence with the line. */
function explained(file: string, error: unknown): unknown {
  if (error instanceof PipwrightError) return error;
  if (!(error instanceof Error))
    return errors.STRATEGY_FAILED_TO_LOAD({ file, problem: String(error) }, { cause: error });
  const { code } = error as { code?: string };
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return errors.STRATEGY_IMPORT_MISSING({ file, problem: withoutTags(error.message) }, { cause: error });
  }
  const place = placeOf(file, error) ?? basename(file);
  if (error instanceof SyntaxError) {
    return errors.STRATEGY_UNREADABLE({ file, problem: withoutTags(error.message), place }, { cause: error });
  }
  const problem = `${error.name}: ${withoutTags(error.message)}`;
  return errors.STRATEGY_FAILED_TO_LOAD({ file, problem, place }, { cause: error });
}

/** `my-strategy.ts, line 12`: the first place in the file, or in files beside or below it, that an error's stack names. */
function placeOf(file: string, error: Error): string | undefined {
  const [, url, line] = /(file:\/\/[^\s()]+?):(\d+)/.exec(withoutTags(error.stack ?? '')) ?? [];
  if (url?.startsWith(pathToFileURL(dirname(file)).href) !== true) return undefined;
  return `${basename(fileURLToPath(url))}, line ${line}`;
}

function definitionOf(file: string, module: Readonly<Record<string, unknown>>): StrategyDefinition {
  const exported = module['default'];
  if (exported === undefined) {
    const named = Object.keys(module).find((name) => definitionProblem(module[name]) === '');
    const hint = named === undefined ? 'nothing of it is a strategy' : `but it exports a strategy as ${named}`;
    throw errors.STRATEGY_NOT_EXPORTED({ file, hint });
  }
  const problem = definitionProblem(exported);
  if (problem !== '') throw errors.STRATEGY_SHAPE({ file, problem });
  return exported as StrategyDefinition;
}

function digestOf(file: string, files: LoadedFiles): string {
  const entries = [...files].map(([url, digest]) => {
    const path = fileURLToPath(url);
    // The file itself may be renamed; what it imports is a part of it by its place.
    const place = path === file ? '' : relative(dirname(file), path).split(sep).join('/');
    return `${place} ${digest}\n`;
  });
  return createHash('sha256').update(entries.toSorted().join('')).digest('hex');
}
