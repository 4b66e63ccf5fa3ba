import { createHash } from 'node:crypto';
import { createRequire, registerHooks, type LoadHookSync, type ResolveHookSync } from 'node:module';
import { pathToFileURL } from 'node:url';
import type * as ImportByNode from './import-by-node.ts';

/** What a strategy's file may import of ours, wherever it lies. */
const OURS = ['@pipwright/trading', '@pipwright/indicators', '@pipwright/model'];
const TAG = 'strategy';

/** The files of one loading: their URLs without the tag, and the digest of what was read. */
export type LoadedFiles = ReadonlyMap<string, string>;

const require = createRequire(import.meta.url);

/**
 * Loaded by Node in any case. Where a program rewrites `import`, as test runners do, one that stands here would load
 * strategies by other rules than at work.
 */
const { importByNode } = require('./import-by-node.ts') as typeof ImportByNode;

/** One loading, while it goes on. */
interface Loading {
  /** Files that were read, and their digests. */
  readonly files: Map<string, string>;
  /** How JavaScript is read. As TypeScript it says in which line it is broken. */
  readonly javaScript: 'module' | 'module-typescript';
}
const loadings = new Map<string, Loading>();
let lastLoading = 0;
let hasHooks = false;

export function contentDigest(content: string | NodeJS.ArrayBufferView): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The loading that an URL belongs to; null for modules that are no part of a strategy. */
function loadingOf(url: string | undefined): string | null {
  return url?.startsWith('file:') === true && url.includes(`?${TAG}=`) ? new URL(url).searchParams.get(TAG) : null;
}

function withoutTag(url: string): string {
  return url.slice(0, url.indexOf('?'));
}

/** Ours are ours wherever the file lies; what it imports by a path is loaded anew with it. */
const resolve: ResolveHookSync = (specifier, context, next) => {
  const loading = loadingOf(context.parentURL);
  if (loading === null) return next(specifier, context);
  if (OURS.includes(specifier)) {
    return { url: pathToFileURL(require.resolve(specifier)).href, format: 'module-typescript', shortCircuit: true };
  }
  const resolved = next(specifier, context);
  const isOwnFile = resolved.url.startsWith('file:') && /^(?:\.{0,2}\/|file:)/.test(specifier);
  return isOwnFile ? { ...resolved, url: `${resolved.url}?${TAG}=${loading}` } : resolved;
};

/** Files of strategies are modules, whatever a package.json around them says. */
const load: LoadHookSync = (url, context, next) => {
  const tag = loadingOf(url);
  const loading = tag === null ? undefined : loadings.get(tag);
  if (loading === undefined) return next(url, context);
  const file = withoutTag(url);
  const format = file.endsWith('ts') ? 'module-typescript' : loading.javaScript;
  const loaded = next(url, file.endsWith('.json') ? context : { ...context, format });
  const { source } = loaded;
  if (source !== undefined && source !== null) {
    const content = typeof source === 'string' ? source : new Uint8Array(source as ArrayBuffer);
    loading.files.set(file, contentDigest(content));
  }
  return loaded;
};

/**
 * Imports a file as it is now, with everything that it imports by a path, and says which files those were. Every call runs
 * them anew. Rejects with what Node and the files themselves throw.
 */
export async function importFresh(
  file: string,
  javaScript: Loading['javaScript'] = 'module',
): Promise<{ module: Readonly<Record<string, unknown>>; files: LoadedFiles }> {
  if (!hasHooks) {
    registerHooks({ resolve, load });
    hasHooks = true;
  }
  const loading = String(++lastLoading);
  const files = new Map<string, string>();
  loadings.set(loading, { files, javaScript });
  try {
    const module = await importByNode(`${pathToFileURL(file).href}?${TAG}=${loading}`);
    return { module, files };
  } finally {
    loadings.delete(loading);
  }
}

/** What a message of Node says of a file, without the tag by which it was loaded. */
export function withoutTags(text: string): string {
  return text.replaceAll(new RegExp(`\\?${TAG}=\\d+`, 'g'), '');
}
