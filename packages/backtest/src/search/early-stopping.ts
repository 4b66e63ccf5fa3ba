import { errors } from '../errors.ts';

/** How a search saves time on sets that do badly on the first part of the range. */
export type EarlyStopping =
  | { readonly kind: 'none' }
  /**
   * A trial is stopped where its score on a first part is below a quantile (default: the median) of those that other
   * trials had there, its own batch included. Golovin et al. (2017), Google Vizier, section 3.2.1.
   */
  | {
      readonly kind: 'median';
      /** Parts of the range, above 0, below 1, ascending. Default: 0.3. */
      readonly shares?: readonly number[];
      /** Share of the trials that are stopped; default 0.5. */
      readonly quantile?: number;
      /** Scores that must be there before anything is stopped; default 10. */
      readonly least?: number;
    }
  /**
   * Of each batch the best part goes on to a range `factor` times as long, over so many rungs. Jamieson and Talwalkar (2016),
   * Non-stochastic best arm identification and hyperparameter optimization.
   */
  | {
      readonly kind: 'halving';
      /** Default 3: a third goes on. */
      readonly factor?: number;
      /** Rungs before the whole range; default 2. */
      readonly rungs?: number;
    };

/** Decides after a stage who goes on. */
export interface StoppingRule {
  /** Parts of the range on which trials are looked at before the whole, ascending. */
  readonly shares: readonly number[];
  /**
   * Places in `scores` that go on. `scores` are those of the batch at a stage, in the order of the trials; `before` those
   * that trials of earlier batches had at it.
   */
  survivors(stage: number, scores: readonly (number | null)[], before: readonly (number | null)[]): readonly number[];
}

const lowest = (score: number | null): number => score ?? Number.NEGATIVE_INFINITY;

function checkShares(shares: readonly number[]): void {
  const wrong = shares.find((share, place) => !(share > (shares[place - 1] ?? 0) && share < 1));
  if (wrong === undefined) return;
  throw errors.SEARCH_SETTING({
    name: 'a part of the range for early stopping',
    value: wrong,
    expected: 'ascending parts above 0 and below 1',
  });
}

function medianRule({ shares = [0.3], quantile = 0.5, least = 10 }: Extract<EarlyStopping, { kind: 'median' }>) {
  checkShares(shares);
  if (!(quantile > 0 && quantile < 1)) {
    throw errors.SEARCH_SETTING({
      name: 'the quantile of early stopping',
      value: quantile,
      expected: 'above 0, below 1',
    });
  }
  const rule: StoppingRule = {
    shares,
    survivors(_stage, scores, before) {
      const all = [...before, ...scores].map(lowest).toSorted((a, b) => a - b);
      const bound = all.length < least ? Number.NEGATIVE_INFINITY : all[Math.floor(quantile * (all.length - 1))]!;
      return scores.flatMap((score, place) => (lowest(score) >= bound ? [place] : []));
    },
  };
  return rule;
}

function halvingRule({ factor = 3, rungs = 2 }: Extract<EarlyStopping, { kind: 'halving' }>): StoppingRule {
  if (!(factor > 1 && Number.isFinite(factor))) {
    throw errors.SEARCH_SETTING({ name: 'the factor of halving', value: factor, expected: 'above 1' });
  }
  if (!(Number.isInteger(rungs) && rungs >= 1 && rungs <= 8)) {
    throw errors.SEARCH_SETTING({ name: 'the rungs of halving', value: rungs, expected: '1 to 8' });
  }
  return {
    shares: Array.from({ length: rungs }, (_, rung) => factor ** (rung - rungs)),
    survivors(_stage, scores) {
      const places = scores.map((_score, place) => place);
      // Sorting is stable: of equals the older one goes on.
      const best = places.toSorted((a, b) => lowest(scores[b]!) - lowest(scores[a]!) || 0);
      return best.slice(0, Math.max(1, Math.ceil(scores.length / factor))).toSorted((a, b) => a - b);
    },
  };
}

/** Throws `SEARCH_SETTING` on figures that make no sense. */
export function stoppingRule(stopping: EarlyStopping): StoppingRule {
  if (stopping.kind === 'median') return medianRule(stopping);
  if (stopping.kind === 'halving') return halvingRule(stopping);
  return { shares: [], survivors: (_stage, scores) => scores.map((_score, place) => place) };
}
