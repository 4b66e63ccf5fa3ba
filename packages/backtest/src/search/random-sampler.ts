import type { Random } from '@pipwright/kernel';
import type { ParameterValue, ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { sizeOf, valueAt, type Dimension } from './dimension.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { Sampler } from './sampler.ts';

/** Spaces up to here are listed and shuffled, so that a search can go on to the last combination. */
const LISTED_MAX = 100_000;

/** Draws in a row that give nothing new, after which there is taken to be nothing. */
const DRAWS_MAX = 20_000;

/** Gives sets of a space at random, each once. */
export interface FreshSets {
  readonly size: number;
  /** A set that was not given or `noted` before; null where there is none left. */
  next(): ParameterValues | null;
  /** Marks a set that came from elsewhere. `false` where it was known. */
  note(parameters: ParameterValues): boolean;
}

function* everySet(space: ParameterSpace): Generator<ParameterValues> {
  const dimensions = space.dimensions as readonly Exclude<Dimension, { kind: 'continuous' }>[];
  for (let place = 0; place < space.size; place++) {
    const values: ParameterValue[] = [];
    let rest = place;
    for (const dimension of dimensions) {
      values.push(valueAt(dimension, rest % sizeOf(dimension)));
      rest = Math.floor(rest / sizeOf(dimension));
    }
    const parameters = space.assemble(values);
    if (space.allows(parameters)) yield parameters;
  }
}

function shuffle<Item>(items: Item[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}

function listedSets(space: ParameterSpace, random: Random, known: Set<string>): Omit<FreshSets, 'note'> {
  const sets = [...everySet(space)];
  if (sets.length === 0) throw errors.SEARCH_SPACE_EMPTY({ tried: space.size });
  shuffle(sets, random);
  let place = 0;
  return {
    size: sets.length,
    next() {
      while (place < sets.length) {
        const parameters = sets[place++]!;
        const key = space.keyOf(parameters);
        if (known.has(key)) continue;
        known.add(key);
        return parameters;
      }
      return null;
    },
  };
}

function drawnSets(space: ParameterSpace, random: Random, known: Set<string>): Omit<FreshSets, 'note'> {
  return {
    size: space.size,
    next() {
      for (let draw = 0; draw < DRAWS_MAX; draw++) {
        const parameters = space.draw(random);
        if (!space.allows(parameters)) continue;
        const key = space.keyOf(parameters);
        if (known.has(key)) continue;
        known.add(key);
        return parameters;
      }
      if (known.size === 0) throw errors.SEARCH_SPACE_EMPTY({ tried: DRAWS_MAX });
      return null;
    },
  };
}

/** Throws `SEARCH_SPACE_EMPTY` where the constraint allows nothing, for large spaces with the first set. */
export function freshSets(space: ParameterSpace, random: Random): FreshSets {
  const known = new Set<string>();
  const sets = space.size <= LISTED_MAX ? listedSets(space, random, known) : drawnSets(space, random, known);
  return {
    size: sets.size,
    next: () => sets.next(),
    note(parameters) {
      const key = space.keyOf(parameters);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    },
  };
}

/** Uniform on each dimension (on its logarithm where its scale says so), without repetition. */
export function randomSampler(space: ParameterSpace, random: Random): Sampler {
  const sets = freshSets(space, random);
  return {
    size: sets.size,
    propose(count) {
      const proposed: ParameterValues[] = [];
      while (proposed.length < count) {
        const parameters = sets.next();
        if (parameters === null) break;
        proposed.push(parameters);
      }
      return proposed;
    },
  };
}
