import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@pipwright/kernel';
import type { EpochMs } from '@pipwright/model';
import { strategyInfoSchema } from '@pipwright/protocol';
import { z } from 'zod';
import { askProcess, type JobProgram } from './job-process.ts';
import { strategyFiles, type RunnableStrategy } from './runnable-strategies.ts';
import { unusableStrategy } from './strategy-info.ts';

const listSchema = z.array(strategyInfoSchema.extend({ source: z.string() }));
/** Longer than looking at a folder full of files ever takes. */
const LISTING_MS_MAX = 60_000;
/** What files import from elsewhere may have changed unseen. */
const KEPT_MS = 60_000;
/** Folders in folders that are looked at for changes. */
const DEPTH = 3;

/** Changes with every file of a folder. */
function fingerprint(folder: string, depth = DEPTH): string {
  if (depth === 0 || !existsSync(folder)) return '';
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return `${entry.name}(${fingerprint(path, depth - 1)})`;
      const { mtimeMs, size } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0 };
      return `${entry.name} ${mtimeMs} ${size}`;
    })
    .join('\n');
}

export interface OwnStrategyOptions {
  readonly folder: string;
  /** The command of the platform: it looks at the files, apart from the platform. */
  readonly program: JobProgram;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

interface Look {
  readonly print: string;
  readonly at: EpochMs;
  readonly found: Promise<readonly RunnableStrategy[]>;
}

/** The strategies of a folder, looked at again when something in it has changed. */
export class OwnStrategies {
  readonly #options: OwnStrategyOptions;
  #last: Look | null = null;

  constructor(options: OwnStrategyOptions) {
    this.#options = options;
  }

  list(): Promise<readonly RunnableStrategy[]> {
    const { folder, clock } = this.#options;
    if (strategyFiles(folder).length === 0) return Promise.resolve([]);
    const print = fingerprint(folder);
    const last = this.#last;
    if (last !== null && last.print === print && clock.now() - last.at < KEPT_MS) return last.found;
    const next = { print, at: clock.now(), found: this.#look() };
    this.#last = next;
    return next.found;
  }

  async #look(): Promise<readonly RunnableStrategy[]> {
    const { folder, program, onFailure } = this.#options;
    try {
      const signal = AbortSignal.timeout(LISTING_MS_MAX);
      const all = listSchema.parse(await askProcess(program, ['strategies', '--json'], signal));
      return all.filter(({ shipped }) => !shipped).map(({ source, ...info }) => ({ info, source }));
    } catch (error) {
      this.#last = null;
      onFailure(error);
      return strategyFiles(folder).map((name) => ({ info: unusableStrategy(name, error), source: join(folder, name) }));
    }
  }
}
