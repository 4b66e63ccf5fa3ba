import { TradingTime } from '@pipwright/features';
import type { EpochMs, Prediction } from '@pipwright/model';

interface Pending {
  readonly due: number;
  readonly probabilityUp: number;
  readonly price: number;
}

/** Resolved predictions stay in the list until there are so many, and are then cut off in one piece. */
const RESOLVED_KEPT = 1024;

/** How the predictions of a run did, counted from those whose outcome is known. */
export interface OutcomeFigures {
  readonly resolved: number;
  /** Share of outcomes on the side that the prediction leaned to; null before the first. */
  readonly hitRate: number | null;
  /** Mean squared error of the probability; 0.25 is what "always one half" gets. */
  readonly brier: number | null;
}

/**
 * Holds each prediction until its horizon has passed in trading time and then compares it with what the price did, as the
 * label of the training did: the outcome is the last close at or before that moment.
 */
export class OutcomeTracker {
  readonly #pending: Pending[] = [];
  readonly #tradingTime = new TradingTime();
  #first = 0;
  #resolved = 0;
  #hits = 0;
  #squaredError = 0;
  #lastMid = Number.NaN;

  get figures(): OutcomeFigures {
    if (this.#resolved === 0) return { resolved: 0, hitRate: null, brier: null };
    return {
      resolved: this.#resolved,
      hitRate: this.#hits / this.#resolved,
      brier: this.#squaredError / this.#resolved,
    };
  }

  /** A candle closed at `time` at this mid price. Comes before the predictions made on it. */
  onCandle(time: EpochMs, mid: number): void {
    for (; this.#first < this.#pending.length; this.#first++) {
      const pending = this.#pending[this.#first] as Pending;
      if (pending.due > time) break;
      this.#resolve(pending, pending.due < time ? this.#lastMid : mid);
    }
    this.#lastMid = mid;
    if (this.#first > RESOLVED_KEPT) {
      this.#pending.splice(0, this.#first);
      this.#first = 0;
    }
  }

  onPrediction(prediction: Prediction): void {
    const due = this.#tradingTime.add(prediction.time, prediction.horizonMs);
    this.#pending.push({ due, probabilityUp: prediction.probabilityUp, price: this.#lastMid });
  }

  #resolve({ probabilityUp, price }: Pending, mid: number): void {
    // A price that did not move has no direction to have been right about.
    if (mid === price) return;
    const rose = mid > price ? 1 : 0;
    this.#resolved++;
    if (probabilityUp >= 0.5 === (rose === 1)) this.#hits++;
    this.#squaredError += (probabilityUp - rose) ** 2;
  }
}
