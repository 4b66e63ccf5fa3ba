import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { digestOf, isFresh, writeStamp } from './digest.mjs';

/** The page of the platform, and the pages that a report, a comparison and a row of features are poured into. */
const configurations = ['vite.config.ts', 'vite.report.config.ts', 'vite.compare.config.ts', 'vite.features.config.ts'];

/**
 * Builds the pages of `apps/web` whose sources have changed. A configuration that does not exist is skipped.
 * @param {string} root the repository
 * @param {boolean} force build all
 * @returns {Promise<{ what: string, reason: string }[]>} what failed
 */
export async function buildPages(root, force) {
  const app = join(root, 'apps', 'web');
  const failures = [];
  for (const configuration of configurations) {
    const configFile = join(app, configuration);
    if (!existsSync(configFile)) continue;
    const what = `apps/web/${configuration}`;
    try {
      if (await buildPage(root, app, configFile, force)) console.log(`build: ${what}`);
    } catch (error) {
      failures.push({ what, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return failures;
}

/**
 * @param {string} root
 * @param {string} app folder of the page
 * @param {string} configFile
 * @param {boolean} force
 * @returns {Promise<boolean>} whether there was anything to do
 */
async function buildPage(root, app, configFile, force) {
  const vite = await import('vite');
  const options = {
    root: app,
    configFile,
    logLevel: /** @type {const} */ ('warn'),
    // The page is served from the machine that it runs on, so the size of a chunk is no warning.
    build: { chunkSizeWarningLimit: 2000, reportCompressedSize: false },
  };
  const { build } = await vite.resolveConfig(options, 'build', 'production', 'production');
  // Inside the output, so that a build that empties it also forgets what was there.
  const stamp = join(resolve(app, build.outDir), `.${basename(configFile, '.config.ts')}.digest`);
  const sources = [app, join(root, 'packages', 'model'), join(root, 'packages', 'protocol')];
  const digest = digestOf(root, sources, readFileSync(join(root, 'package-lock.json'), 'utf8'));
  if (!force && isFresh(stamp, stamp, digest)) return false;
  await vite.build(options);
  writeStamp(stamp, digest);
  return true;
}
