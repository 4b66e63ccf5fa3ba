import type { SentimentTable } from '@pipwright/model';
import type { SourceInputs } from '../engine/source-node.ts';
import { TableSource } from './table-source.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Scores of one currency, each with its relevance as weight, which halves every `halfLifeMs`. */
class DecayingMean {
  readonly #halfLifeMs: number;
  #time = 0;
  #weights = 0;
  #weighted = 0;

  constructor(halfLifeMs: number) {
    this.#halfLifeMs = halfLifeMs;
  }

  take(time: number, score: number, relevance: number): void {
    const left = this.#left(time);
    this.#weights = this.#weights * left + relevance;
    this.#weighted = this.#weighted * left + relevance * score;
    this.#time = time;
  }

  #left(time: number): number {
    return 0.5 ** (Math.max(0, time - this.#time) / this.#halfLifeMs);
  }

  weights(time: number): number {
    return this.#weights * this.#left(time);
  }

  /** The mean with one neutral text beside the others, so that it fades as they grow old. */
  mean(time: number): number {
    const left = this.#left(time);
    return (this.#weighted * left) / (this.#weights * left + 1);
  }
}

interface Side {
  readonly quick: DecayingMean;
  readonly slow: DecayingMean;
}

function side(): Side {
  return { quick: new DecayingMean(4 * HOUR_MS), slow: new DecayingMean(DAY_MS) };
}

/** Sentiment of the base currency minus that of the quote currency, and how much is written about the two. */
export class SentimentSource extends TableSource {
  readonly #table: SentimentTable;
  #base = side();
  #quote = side();

  constructor(table: SentimentTable, inputs: SourceInputs) {
    const columns = ['quick', 'slow', 'intensity'];
    super({ name: 'sentiment', table, inputs, columns, ageMaxMs: 14 * DAY_MS });
    this.#table = table;
  }

  protected take(index: number): void {
    const { base, quote } = this.inputs.instrument;
    const table = this.#table;
    const currency = table.currency[index];
    if (currency !== base && currency !== quote) return;
    const score = table.score[index] as number;
    const relevance = table.relevance[index] as number;
    if (Number.isNaN(score) || !(relevance > 0)) return;
    const { quick, slow } = currency === base ? this.#base : this.#quote;
    quick.take(table.availableAt[index] as number, score, relevance);
    slow.take(table.availableAt[index] as number, score, relevance);
    this.seen = true;
  }

  protected forget(): void {
    this.#base = side();
    this.#quote = side();
  }

  protected write(row: number, time: number): void {
    const [quick, slow, intensity] = this.columns as unknown as readonly [Float64Array, Float64Array, Float64Array];
    quick[row] = this.#base.quick.mean(time) - this.#quote.quick.mean(time);
    slow[row] = this.#base.slow.mean(time) - this.#quote.slow.mean(time);
    intensity[row] = Math.log1p(this.#base.slow.weights(time) + this.#quote.slow.weights(time));
  }
}
