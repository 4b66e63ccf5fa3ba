import { defineErrors, ErrorCategory, lowerBound, type EpochMs } from '@pipwright/model';
import type {
  FeatureBlock,
  FeatureKey,
  FeatureRows,
  FeatureSelection,
  FeatureSpan,
  FeatureStore,
  FeatureSummary,
  FeatureWriteSummary,
} from '@pipwright/storage/ports';

const errors = defineErrors({
  MEMORY_FEATURES_REFUSED: {
    category: ErrorCategory.System,
    message: 'The memory store refuses {what}: {reason}.',
    retryable: false,
    action: 'Correct the caller.',
  },
});

interface StoredBlock {
  readonly time: Float64Array;
  readonly columns: readonly Float32Array[];
}

interface StoredSpan extends FeatureSpan {
  readonly blocks: readonly StoredBlock[];
  readonly state: Float64Array;
}

/** What a memory store holds; give it to another one to "open it again". */
export class MemoryFeatureData {
  readonly series = new Map<string, { readonly key: FeatureKey; readonly spans: StoredSpan[] }>();
  readonly names = new Map<string, readonly string[]>();
}

function keyText({ tenant, symbol, timeframe, version }: FeatureKey): string {
  return [tenant, symbol, timeframe, version].join(' ');
}

function refuse(key: FeatureKey, reason: string): Error {
  return errors.MEMORY_FEATURES_REFUSED({ what: `a block of ${keyText(key)}`, reason });
}

/** Takes the memory of a block over, so that callers that go on using it are found out. */
function taken(block: FeatureBlock): FeatureBlock {
  const memory = new Set([block.time, ...block.columns, block.state].map(({ buffer }) => buffer));
  return structuredClone(block, { transfer: [...memory] });
}

function check({ key, names, time, columns, follows, joins }: FeatureBlock): void {
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) throw refuse(key, 'a name comes twice');
  if (
    time.length === 0 ||
    time.some((at, row) => !Number.isSafeInteger(at) || (row > 0 && at <= (time[row - 1] as number)))
  )
    throw refuse(key, 'times do not ascend');
  if (columns.length !== names.length || columns.some(({ length }) => length !== time.length))
    throw refuse(key, 'columns do not fit');
  if (joins && follows === null) throw refuse(key, 'it joins a span but follows none');
}

function rowsOf(spans: readonly StoredSpan[]): number {
  return spans.reduce((sum, { rows }) => sum + rows, 0);
}

/** A feature store in memory that keeps the rules of the port. For tests. */
export class MemoryFeatureStore implements FeatureStore {
  readonly #data: MemoryFeatureData;

  constructor(data: MemoryFeatureData = new MemoryFeatureData()) {
    this.#data = data;
  }

  async writeBlock(given: FeatureBlock): Promise<FeatureWriteSummary> {
    const block = taken(given);
    check(block);
    const { key, names, time, columns, digest, follows, joins, state } = block;
    const known = this.#data.names.get(key.version) ?? names;
    if (known.join('\n') !== names.join('\n')) throw refuse(key, 'its version has other columns');
    const spans = this.#spans(key);
    const lastTime = time.at(-1) as EpochMs;
    if (spans.some((span) => span.digest === digest && span.lastTime === lastTime)) return { inserted: 0, removed: 0 };
    const at = spans.findIndex((span) => span.digest === follows);
    if (follows !== null && at < 0) throw refuse(key, `no span has the digest ${follows}`);
    const before = spans[at];
    if (before !== undefined && (time[0] as number) <= before.lastTime)
      throw refuse(key, 'it overlaps what it follows');
    const removed = rowsOf(spans.splice(at + 1));
    const joined = joins ? spans.pop() : undefined;
    spans.push({
      firstTime: joined?.firstTime ?? (time[0] as EpochMs),
      lastTime,
      rows: (joined?.rows ?? 0) + time.length,
      digest,
      state,
      blocks: [...(joined?.blocks ?? []), { time, columns }],
    });
    this.#data.names.set(key.version, names);
    this.#data.series.set(keyText(key), { key: { ...key }, spans });
    return { inserted: time.length, removed };
  }

  async readRows(key: FeatureKey, { names, range }: FeatureSelection = {}): Promise<FeatureRows> {
    const spans = this.#spans(key);
    const stored = this.#data.names.get(key.version) ?? [];
    const wanted = names ?? (spans.length === 0 ? [] : stored);
    const missing = wanted.find((name) => !stored.includes(name));
    if (missing !== undefined && spans.length > 0) throw refuse(key, `there is no column ${missing}`);
    const blocks = spans.flatMap((span) => span.blocks);
    const all = Float64Array.from(blocks.flatMap(({ time }) => [...time]));
    const from = range === undefined ? 0 : lowerBound(all, range.from);
    const to = range === undefined ? all.length : Math.max(from, lowerBound(all, range.to));
    const columns = wanted.map((name) => {
      const values = blocks.flatMap((block) => [...(block.columns[stored.indexOf(name)] as Float32Array)]);
      return Float32Array.from(values.slice(from, to));
    });
    return { length: to - from, time: all.slice(from, to), names: wanted, columns };
  }

  async readSpans(key: FeatureKey): Promise<readonly FeatureSpan[]> {
    return this.#spans(key).map(({ firstTime, lastTime, rows, digest }) => ({ firstTime, lastTime, rows, digest }));
  }

  async readState(key: FeatureKey, digest: string): Promise<Float64Array | null> {
    return (
      this.#spans(key)
        .find((span) => span.digest === digest)
        ?.state.slice() ?? null
    );
  }

  async removeAfter(key: FeatureKey, digest: string | null): Promise<number> {
    const spans = this.#spans(key);
    const at = spans.findIndex((span) => span.digest === digest);
    if (digest !== null && at < 0) throw refuse(key, `no span has the digest ${digest}`);
    const removed = rowsOf(spans.splice(at + 1));
    if (digest === null) this.#data.series.delete(keyText(key));
    if (![...this.#data.series.values()].some((one) => one.key.version === key.version))
      this.#data.names.delete(key.version);
    return removed;
  }

  async listFeatures(): Promise<readonly FeatureSummary[]> {
    const summaries = [...this.#data.series.values()].flatMap(({ key, spans }) => {
      const [first, last] = [spans[0], spans.at(-1)];
      if (first === undefined || last === undefined) return [];
      const columns = this.#data.names.get(key.version)?.length ?? 0;
      const rows = rowsOf(spans);
      const extent = { firstTime: first.firstTime, lastTime: last.lastTime };
      return { ...key, rows, columns, spans: spans.length, ...extent, bytes: rows * (8 + 4 * columns) };
    });
    return summaries.toSorted((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
  }

  async close(): Promise<void> {}

  #spans(key: FeatureKey): StoredSpan[] {
    return this.#data.series.get(keyText(key))?.spans ?? [];
  }
}
