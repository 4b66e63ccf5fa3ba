import { createHash } from 'node:crypto';
import { isoTime, timeframeMs, type CandleColumns, type Instrument, type Timeframe } from '@pipwright/model';
import { featureSet, type FeatureSet } from '../catalogue/catalogue.ts';
import type { ColumnReference, ContextFrameIndex } from '../catalogue/column-reference.ts';
import type { FeatureColumn, FeatureConstants } from '../catalogue/column-operation.ts';
import type { FeatureDefinition, FeatureEntry } from '../catalogue/feature-definition.ts';
import { featureErrors } from '../errors.ts';
import { createSource, loadedSources, type SourceLoaded } from '../sources/create-source.ts';
import type { FeatureContext, FeatureNeed } from '../sources/feature-context.ts';
import { BaseFeature, closedColumnOf, ContextFeature, MissingFeature, type BoundFeature } from './bound-features.ts';
import { ClockColumns } from './clock-columns.ts';
import { ContextFrame } from './context-frame.ts';
import { Frame } from './frame.ts';
import { isComputable } from './is-computable.ts';
import type { SourceNode } from './source-node.ts';
import { StateTape } from './state-tape.ts';

/** Rows that are computed together: the columns over them fit in the processor's second cache. 256 cost a tenth more. */
const BLOCK_ROWS = 1024;

/** A greater price or volume is none: what is computed from it would leave the range of float32. */
const SIZE_MAX = 1e30;

export interface FeatureEngineOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Some of the features, in the order in which rows shall have them. Default: the whole catalogue. */
  readonly names?: readonly string[];
  /** Facts from outside the candles. Features of what is not loaded are NaN. */
  readonly context?: FeatureContext;
}

/** A saved state of an engine: plain numbers, and the columns that they belong to. */
export interface FeatureState {
  readonly version: string;
  /** Digest of the names of the features and of the sources that were loaded. */
  readonly columns: string;
  readonly numbers: Float64Array;
}

/** The set's features in the order of `names`. Throws `UNKNOWN_FEATURE`. */
function chosenIndexes({ entries, timeframe }: FeatureSet, names: readonly string[] | undefined): readonly number[] {
  if (names === undefined) return entries.map((_, index) => index);
  const byName = new Map(entries.map(({ name }, index) => [name, index]));
  return names.map((name) => {
    const index = byName.get(name);
    if (index === undefined) throw featureErrors.UNKNOWN_FEATURE({ feature: name, timeframe });
    return index;
  });
}

/**
 * Computes the catalogue over closed candles, one row per candle. A stream gives one candle at a time and a batch gives
 * blocks of them to the same code, so that both give the same bits.
 *
 * A candle with a price or volume that is not a number, or above 1e30 in size, gives a row of NaN and changes nothing.
 */
export class FeatureEngine {
  readonly set: FeatureSet;
  readonly names: readonly string[];
  readonly entries: readonly FeatureEntry[];
  /** Digest of the whole feature set: columns of the same name are equal where versions are. */
  readonly version: string;
  /** Sources that chosen features need and that are not loaded: those features are NaN. */
  readonly missing: readonly FeatureNeed[];
  /** The features of the last candle given to `update`, in the order of `names`. Overwritten by the next one. */
  readonly row: Float64Array;

  readonly #constants: FeatureConstants;
  readonly #openTimes = new Float64Array(BLOCK_ROWS);
  readonly #closeTimes = new Float64Array(BLOCK_ROWS);
  readonly #base: Frame;
  readonly #clock = new ClockColumns(BLOCK_ROWS);
  readonly #contexts: readonly ContextFrame[];
  readonly #features: readonly BoundFeature[];
  readonly #required: readonly number[];
  /** Features that are computed; the others are NaN in `row` from the start. */
  readonly #loaded: readonly number[];
  readonly #sources = new Map<string, SourceNode>();
  /** Open time of the last candle. */
  readonly #lastTime = new Float64Array([Number.NEGATIVE_INFINITY]);
  readonly #durationMs: number;

  constructor({ instrument, timeframe, names, context = {} }: FeatureEngineOptions) {
    this.set = featureSet(timeframe);
    const chosen = chosenIndexes(this.set, names);
    const definitions = chosen.map((index) => this.set.definitions[index] as FeatureDefinition);
    this.entries = chosen.map((index) => this.set.entries[index] as FeatureEntry);
    this.names = this.entries.map(({ name }) => name);
    this.version = this.set.version;
    this.row = new Float64Array(this.names.length).fill(Number.NaN);
    this.#durationMs = timeframeMs(timeframe);
    const { pipSize, tickSize, typicalSpread, base, quote } = instrument;
    this.#constants = { pipSize, tickSize, typicalSpreadPips: typicalSpread, base, quote };
    const shape = { capacity: BLOCK_ROWS, constants: this.#constants };
    this.#contexts = this.set.contexts.map(
      (higher, index) => new ContextFrame({ ...shape, index: (index + 1) as ContextFrameIndex, timeframe: higher }),
    );
    const loaded = loadedSources(context, instrument);
    const foreign = (reference: ColumnReference): Float64Array => this.#foreign(reference, instrument, context);
    this.#base = new Frame({ ...shape, index: 0, foreign });
    const absent = this.entries.filter((_, index) => !isComputable(definitions[index] as FeatureDefinition, loaded));
    this.missing = [...new Set(absent.map(({ needs }) => needs))];
    this.#features = definitions.map((definition) => this.#bind(definition, loaded));
    this.#loaded = this.#features.flatMap((feature, index) => (feature instanceof MissingFeature ? [] : [index]));
    this.#required = this.entries.flatMap(({ required }, index) => (required ? [index] : []));
  }

  #bind(definition: FeatureDefinition, loaded: SourceLoaded): BoundFeature {
    if (!isComputable(definition, loaded)) return new MissingFeature();
    const closed = closedColumnOf(definition);
    if (closed !== null) return new ContextFeature(this.#contexts[definition.frame - 1] as ContextFrame, closed);
    const inputs = definition.inputs.map((input) => this.#base.column(input));
    return new BaseFeature(definition.compute, inputs, this.#constants);
  }

  #foreign(reference: ColumnReference, instrument: Instrument, context: FeatureContext): Float64Array {
    if (reference.kind === 'clock') return this.#clock.columns[reference.name];
    if (reference.kind !== 'source') return (this.#contexts[reference.frame - 1] as ContextFrame).column(reference);
    const { source, name } = reference;
    const known = this.#sources.get(source);
    if (known !== undefined) return known.column(name);
    const node = createSource(source, {
      instrument,
      context,
      timeframe: this.set.timeframe,
      capacity: BLOCK_ROWS,
      decidedAt: this.#closeTimes,
      bars: this.#base.bars,
      column: (input) => this.#base.column(input),
    });
    this.#sources.set(source, node);
    this.#base.add(node);
    return node.column(name);
  }

  /**
   * Takes the closed candle `candles[index]`, the one after the last, and writes its features to `row`.
   * Throws `CANDLE_OUT_OF_ORDER`.
   */
  update(candles: CandleColumns, index: number): void {
    if (this.#load(candles, index, index + 1) === 0) {
      this.row.fill(Number.NaN);
      return;
    }
    this.#compute(1);
    const loaded = this.#loaded;
    for (let place = 0; place < loaded.length; place++) {
      const feature = loaded[place] as number;
      (this.#features[feature] as BoundFeature).write(this.row, feature, 1);
    }
  }

  /** Whether every required feature of the last candle given to `update` is a number: models wait for that. */
  isComplete(): boolean {
    return this.#required.every((index) => !Number.isNaN(this.row[index]));
  }

  /**
   * Takes the closed candles `from` (inclusive) to `to` (exclusive), those after the last, and writes the features of
   * candle `from` to row `at` of each column, and so on. Columns of float32 hold the same values, rounded.
   * Throws `CANDLE_OUT_OF_ORDER`.
   */
  process(candles: CandleColumns, from: number, to: number, columns: readonly FeatureColumn[], at: number): void {
    for (let start = from; start < to;) {
      const length = this.#load(candles, start, Math.min(to, start + BLOCK_ROWS));
      const row = at + start - from;
      if (length > 0) this.#compute(length);
      for (let feature = 0; feature < columns.length; feature++) {
        const column = columns[feature] as FeatureColumn;
        if (length === 0) column[row] = Number.NaN;
        else (this.#features[feature] as BoundFeature).write(column, row, length);
      }
      start += Math.max(1, length);
    }
  }

  #compute(length: number): void {
    const { bars } = this.#base;
    this.#clock.fill(this.#openTimes, this.#closeTimes, bars.session, length);
    for (let context = 0; context < this.#contexts.length; context++) {
      (this.#contexts[context] as ContextFrame).run(this.#openTimes, this.#closeTimes, bars, length);
    }
    this.#base.run(0, length);
  }

  /** Loads candles up to the first bad one; returns how many. */
  #load(candles: CandleColumns, from: number, to: number): number {
    const { bars } = this.#base;
    let lastTime = this.#lastTime[0] as number;
    let row = 0;
    for (let index = from; index < to; index++) {
      const time = candles.time[index] as number;
      if (time <= lastTime) {
        throw featureErrors.CANDLE_OUT_OF_ORDER({ time: isoTime(time), lastTime: isoTime(lastTime) });
      }
      const high = candles.high[index] as number;
      const low = candles.low[index] as number;
      const open = candles.open[index] as number;
      const close = candles.close[index] as number;
      const volume = candles.volume[index] as number;
      const spread = (candles.askClose[index] as number) - close;
      const largest = Math.max(Math.abs(high), Math.abs(low), Math.abs(open), Math.abs(close));
      if (!(Math.max(largest, Math.abs(volume), Math.abs(spread)) <= SIZE_MAX && time > lastTime)) break;
      lastTime = time;
      this.#openTimes[row] = time;
      this.#closeTimes[row] = time + this.#durationMs;
      bars.open[row] = open;
      bars.high[row] = high;
      bars.low[row] = low;
      bars.close[row] = close;
      bars.volume[row] = volume;
      bars.spread[row] = spread;
      row++;
    }
    this.#lastTime[0] = lastTime;
    return row;
  }

  /** Forgets all candles. */
  reset(): void {
    this.#lastTime[0] = Number.NEGATIVE_INFINITY;
    this.row.fill(Number.NaN);
    this.#base.reset();
    for (const context of this.#contexts) context.reset();
  }

  #columns(): string {
    return createHash('sha256')
      .update([...this.names, ...this.missing].join('\n'))
      .digest('hex')
      .slice(0, 16);
  }

  save(): FeatureState {
    const tape = new StateTape();
    tape.write(this.#lastTime.slice());
    this.#base.save(tape);
    for (const context of this.#contexts) context.save(tape);
    return { version: this.version, columns: this.#columns(), numbers: tape.toArray() };
  }

  /**
   * Continues after the last candle of the saved engine, with the same tables of facts (they may have grown since).
   * Throws `STATE_MISMATCH` where the catalogue, the features or the tables are others.
   */
  restore(state: FeatureState): void {
    if (state.version !== this.version || state.columns !== this.#columns()) {
      const saved = `${state.version}/${state.columns}`;
      throw featureErrors.STATE_MISMATCH({ saved, version: `${this.version}/${this.#columns()}` });
    }
    const tape = StateTape.of(state.numbers);
    this.#lastTime.set(tape.read());
    this.#base.restore(tape);
    for (const context of this.#contexts) context.restore(tape);
  }
}

/** An engine that has seen no candle yet. Throws `UNKNOWN_FEATURE`. */
export function createFeatureEngine(options: FeatureEngineOptions): FeatureEngine {
  return new FeatureEngine(options);
}
