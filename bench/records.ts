import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Measurement } from './measure.ts';

const RESULTS = new URL('./results.json', import.meta.url);
const SMALL_DIGESTS = new URL('./small-digests.json', import.meta.url);

/** The machine that figures were measured on. */
export interface Host {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
}

/** What `results.json` holds: figures of full size. */
export interface Results {
  readonly host: Host;
  readonly measurements: readonly Measurement[];
}

function thisHost(): Host {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

function readJson(url: URL): unknown {
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : null;
}

function writeJson(url: URL, value: unknown): void {
  writeFileSync(url, `${JSON.stringify(value, null, 2)}\n`);
}

export function readResults(): Results | null {
  return readJson(RESULTS) as Results | null;
}

/** Digests of small size, by benchmark. */
export function readSmallDigests(): Readonly<Record<string, string>> {
  return (readJson(SMALL_DIGESTS) ?? {}) as Readonly<Record<string, string>>;
}

const digestsOf = (measurements: readonly Measurement[]): Record<string, string> =>
  Object.fromEntries(measurements.map(({ name, digest }) => [name, digest]));

/** Puts new digests among the recorded ones; those of benchmarks that are gone are dropped. Returns what is kept. */
export function recordSmallDigests(measurements: readonly Measurement[], names: readonly string[]): void {
  const all = { ...readSmallDigests(), ...digestsOf(measurements) };
  writeJson(SMALL_DIGESTS, Object.fromEntries(names.filter((name) => name in all).map((name) => [name, all[name]])));
}

/**
 * Puts new figures among the recorded ones, in the order of `names`. Figures of another machine are dropped: one table
 * speaks of one machine. Returns what is recorded.
 */
export function recordResults(measurements: readonly Measurement[], names: readonly string[]): Results {
  const host = thisHost();
  const before = readResults();
  const isSame = before !== null && JSON.stringify(before.host) === JSON.stringify(host);
  const all = new Map([...(isSame ? before.measurements : []), ...measurements].map((each) => [each.name, each]));
  const kept = names.map((name) => all.get(name)).filter((each) => each !== undefined);
  const results = { host, measurements: kept };
  writeJson(RESULTS, results);
  return results;
}

/** Recorded digests of a size, by benchmark. */
export function recordedDigests(size: 'full' | 'small'): Readonly<Record<string, string>> {
  return size === 'small' ? readSmallDigests() : digestsOf(readResults()?.measurements ?? []);
}
