import { accessSync, constants, existsSync, mkdirSync, readdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Configuration } from '../configuration.ts';
import { counted, failure, ok, warning, type DoctorCheck } from './doctor-check.ts';

const NODE_MAJOR = 24;
const GIB = 2 ** 30;
const MEMORY_MIN_GIB = 2;
const DISK_MIN_GIB = 2;
const DEFAULT_PORT = 7411;

export function checkNode(): DoctorCheck {
  const name = 'Node';
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return ok(name, process.version);
  return failure(name, process.version, 'Run `npm ci` in the folder of the platform: it brings Node 24.');
}

export function checkMachine(): DoctorCheck {
  const total = totalmem() / GIB;
  const finding = `${process.platform} ${process.arch}, ${availableParallelism()} cores, ${total.toFixed(1)} GiB of memory (${(freemem() / GIB).toFixed(1)} free)`;
  if (total >= MEMORY_MIN_GIB) return ok('Machine', finding);
  return warning('Machine', finding, 'Training on long histories needs more memory; use shorter ranges.');
}

export function checkHome({ home }: Configuration): DoctorCheck {
  const name = 'Folder';
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.R_OK | constants.W_OK);
  } catch (error) {
    return failure(name, `${home}: ${(error as Error).message}`, 'Choose another folder with PIPWRIGHT_HOME.');
  }
  const { bavail, bsize } = statfsSync(home);
  const free = (bavail * bsize) / GIB;
  const finding = `${home}, ${free.toFixed(1)} GiB free`;
  if (free >= DISK_MIN_GIB) return ok(name, finding);
  return warning(name, finding, 'Free some space: ten years of minutes take about 0.2 GiB, ticks far more.');
}

/** Built files that `npm ci` makes. */
export function checkBuild(): DoctorCheck {
  const root = new URL('../../../../', import.meta.url);
  const needed = ['apps/web/dist/page/index.html', 'apps/web/dist/report/report.html', 'packages/learning/build'];
  const missing = needed.filter((path) => !existsSync(fileURLToPath(new URL(path, root))));
  if (missing.length > 0)
    return failure('Build', `missing: ${missing.join(', ')}`, 'Run `npm ci` or `npm run prepare`.');
  const kernels = readdirSync(fileURLToPath(new URL('packages/learning/build', root))).filter((name) =>
    name.endsWith('.wasm'),
  );
  return ok('Build', `page, report and ${counted(kernels.length, 'learning kernel')}`);
}

/** Whether the platform's usual port is free. */
export function checkPort(): Promise<DoctorCheck> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(
        warning(
          'Port',
          `${DEFAULT_PORT} is in use`,
          'If that is not the platform itself, start with `--port 0` to take a free one.',
        ),
      );
    });
    server.listen(DEFAULT_PORT, '127.0.0.1', () => server.close(() => resolve(ok('Port', `${DEFAULT_PORT} is free`))));
  });
}
