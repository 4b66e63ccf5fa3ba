import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '@pipwright/kernel';
import type { Configuration } from '../configuration.ts';
import { payloadOf, type SessionStarted } from './paper-events.ts';

const RUN = /^paper-(\d{4,})\.journal$/;

export function journalFileOf(configuration: Configuration, runId: string): string {
  return join(configuration.journalDirectory, `${runId}.journal`);
}

/** Ids of the paper runs that have a journal, oldest first. */
export function listPaperRuns({ journalDirectory }: Configuration): string[] {
  if (!existsSync(journalDirectory)) return [];
  const numbers = readdirSync(journalDirectory).flatMap((name) => RUN.exec(name)?.[1] ?? []);
  return numbers.toSorted((a, b) => Number(a) - Number(b)).map((number) => `paper-${number}`);
}

/** Id of the next paper run. */
export function nextPaperRun(configuration: Configuration): string {
  const last = listPaperRuns(configuration).at(-1)?.slice('paper-'.length) ?? '0';
  return `paper-${String(Number(last) + 1).padStart(4, '0')}`;
}

/** What a run was started with and how far it came; null where its journal has no beginning. */
export function readRunStart(
  configuration: Configuration,
  runId: string,
): {
  readonly start: SessionStarted;
  readonly candles: number;
  /** Open time of the last replayed candle; minus infinity before the first. */
  readonly lastTime: number;
} | null {
  const { records } = readJournal(journalFileOf(configuration, runId));
  const first = records[0];
  if (first?.type !== 'session.started') return null;
  const candles = records.filter(({ type }) => type === 'candle.closed');
  const last = candles.at(-1);
  return {
    start: payloadOf('session.started', first),
    candles: candles.length,
    lastTime: (last && payloadOf('candle.closed', last)[0]) ?? Number.NEGATIVE_INFINITY,
  };
}
