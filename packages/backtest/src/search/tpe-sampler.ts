import type { Random } from '@pipwright/kernel';
import type { ParameterValue, ParameterValues } from '@pipwright/trading';
import { continuousAt, shareOf, sizeOf, valueAt, type Dimension } from './dimension.ts';
import type { ParameterSpace } from './parameter-space.ts';
import { ParzenMixture, ValueShares, type Density } from './parzen.ts';
import { freshSets } from './random-sampler.ts';
import type { Sampler, ScoredTrial } from './sampler.ts';

export interface TpeOptions {
  /** Random sets before anything is learnt; default 20. */
  readonly startup?: number;
  /** Share of the trials that counts as good; default 0.15, as in the paper. */
  readonly goodShare?: number;
  /** Values that are drawn from the good ones' density, of which the most promising is taken; default 24. */
  readonly candidates?: number;
}

/** Kernels beyond these say little and cost time: the best of the good ones, an even choice of the others. */
const GOOD_MAX = 25;
const OTHERS_MAX = 200;

/** Proposals that turn out known or not allowed, after which one is drawn at random. */
const ATTEMPTS = 8;

/** Where a parameter's value lies on its dimension, as densities count it. */
function pointOf(dimension: Dimension, value: ParameterValue): number {
  if (dimension.kind === 'values') return dimension.values.indexOf(value);
  if (dimension.kind === 'continuous') return shareOf(dimension, value as number);
  return dimension.count === 1 ? 0 : ((value as number) - dimension.min) / (dimension.step * (dimension.count - 1));
}

function valueOf(dimension: Dimension, point: number): ParameterValue {
  if (dimension.kind === 'continuous') return continuousAt(dimension, point);
  return valueAt(dimension, dimension.kind === 'values' ? point : Math.round(point * (dimension.count - 1)));
}

function densityOf(dimension: Dimension, points: readonly number[]): Density {
  if (dimension.kind === 'values') return new ValueShares(points, dimension.values.length);
  if (dimension.kind === 'continuous') return new ParzenMixture(points);
  return new ParzenMixture(points, 1 / Math.max(1, sizeOf(dimension) - 1));
}

/**
 * Best first: whole trials by their score, then those stopped early (the later the better), then those without a score;
 * equals by age.
 */
function ranked(done: readonly ScoredTrial[]): readonly ScoredTrial[] {
  const grade = ({ score, share }: ScoredTrial): number => (score === null ? -1 : share);
  return done.toSorted((a, b) => grade(b) - grade(a) || (b.score ?? 0) - (a.score ?? 0));
}

function evenly<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!);
}

/** The densities of the good trials and of the others, for each dimension. */
class Estimate {
  readonly #space: ParameterSpace;
  readonly #good: readonly Density[];
  /** Points of the others by dimension, and their densities. */
  readonly #points: number[][];
  readonly #others: Density[];

  constructor(space: ParameterSpace, done: readonly ScoredTrial[], goodShare: number) {
    const order = ranked(done);
    const good = order.slice(0, Math.min(GOOD_MAX, Math.ceil(goodShare * order.length)));
    const others = evenly(order.slice(good.length), OTHERS_MAX);
    const pointsOf = (trials: readonly ScoredTrial[], dimension: Dimension): number[] =>
      trials.map(({ parameters }) => pointOf(dimension, parameters[dimension.name]!));
    this.#space = space;
    this.#good = space.dimensions.map((dimension) => densityOf(dimension, pointsOf(good, dimension)));
    this.#points = space.dimensions.map((dimension) => pointsOf(others, dimension));
    this.#others = space.dimensions.map((dimension, axis) => densityOf(dimension, this.#points[axis]!));
  }

  /** Counts a set among the others, whatever will come of it. */
  avoid(parameters: ParameterValues): void {
    for (const [axis, dimension] of this.#space.dimensions.entries()) {
      this.#points[axis]!.push(pointOf(dimension, parameters[dimension.name]!));
      this.#others[axis] = densityOf(dimension, this.#points[axis]!);
    }
  }

  /** For each dimension the one of `candidates` draws at which good is likeliest against the others. */
  propose(candidates: number, random: Random): ParameterValues {
    const values = this.#space.dimensions.map((dimension, axis) => {
      const good = this.#good[axis]!;
      const others = this.#others[axis]!;
      let bestPoint = 0;
      let bestRatio = Number.NEGATIVE_INFINITY;
      for (let candidate = 0; candidate < candidates; candidate++) {
        const point = this.#onGrid(dimension, good.draw(random));
        const ratio = good.logAt(point) - others.logAt(point);
        if (ratio > bestRatio || candidate === 0) {
          bestRatio = ratio;
          bestPoint = point;
        }
      }
      return valueOf(dimension, bestPoint);
    });
    return this.#space.assemble(values);
  }

  #onGrid(dimension: Dimension, point: number): number {
    if (dimension.kind !== 'steps' || dimension.count === 1) return point;
    return Math.round(point * (dimension.count - 1)) / (dimension.count - 1);
  }
}

/**
 * Tree-structured Parzen estimator: proposes where sets that scored well are dense and the others are not. Bergstra et al.
 * (2011). Parameters are taken one by one. Sets of one call stand among the others for those after them, so that workers
 * who try several at once do not crowd at one place.
 */
export function tpeSampler(space: ParameterSpace, random: Random, options: TpeOptions = {}): Sampler {
  const { startup = 20, goodShare = 0.15, candidates = 24 } = options;
  const sets = freshSets(space, random.split('random'));
  let proposals = 0;
  const learnt = (estimate: Estimate): ParameterValues | null => {
    const source = random.split(`proposal-${proposals}`);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const parameters = estimate.propose(candidates, source);
      if (space.allows(parameters) && sets.note(parameters)) return parameters;
    }
    return sets.next();
  };
  return {
    size: sets.size,
    propose(count, done) {
      const proposed: ParameterValues[] = [];
      const isReady = done.length >= startup && done.some(({ score }) => score !== null);
      const estimate = isReady ? new Estimate(space, done, goodShare) : null;
      while (proposed.length < count) {
        const parameters = estimate === null ? sets.next() : learnt(estimate);
        if (parameters === null) break;
        proposed.push(parameters);
        estimate?.avoid(parameters);
        proposals++;
      }
      return proposed;
    },
  };
}
