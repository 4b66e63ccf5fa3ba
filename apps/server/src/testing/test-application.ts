import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createApplication } from '../http/application.ts';
import { FixtureJobs } from './fixture-jobs.ts';
import { FixturePlatform } from './fixture-platform.ts';

/** The HTTP side over a made-up platform, with a page of one line. */
export interface TestApplication {
  readonly application: FastifyInstance;
  readonly platform: FixturePlatform;
  readonly jobs: FixtureJobs;
  /** Lines of its log. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export async function createTestApplication(allowedHosts: readonly string[] = []): Promise<TestApplication> {
  const pageDirectory = mkdtempSync(join(tmpdir(), 'pipwright-page-'));
  mkdirSync(join(pageDirectory, 'assets'));
  writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html><title>Pipwright</title>');
  const platform = new FixturePlatform();
  const jobs = new FixtureJobs();
  const log: string[] = [];
  const application = await createApplication({
    platform,
    jobs,
    logger: pino({ level: 'error' }, { write: (line: string) => void log.push(line) }),
    version: '0.1.0',
    pageDirectory,
    allowedHosts,
  });
  return {
    application,
    platform,
    jobs,
    log,
    close: async () => {
      await application.close();
      rmSync(pageDirectory, { recursive: true, force: true });
    },
  };
}
