import type { ParameterValue, ParameterValues } from '@pipwright/trading';
import { errors } from '../errors.ts';
import { gridCount, gridValues } from './dimension.ts';
import type { ParameterSpace } from './parameter-space.ts';
import type { Sampler } from './sampler.ts';

/** More would take days even where an evaluation takes milliseconds. */
const GRID_MAX = 1_000_000;

/** Combinations of a grid, those included that the constraint leaves out. */
export function gridSize(space: ParameterSpace): number {
  return space.dimensions.reduce((product, dimension) => product * gridCount(dimension), 1);
}

/**
 * Every combination of the grid's values, the last dimension changing fastest. Its size is counted before anything is
 * made: throws `SEARCH_TOO_LARGE` above `limit`, and `SEARCH_SPACE_EMPTY` where the constraint allows no combination.
 */
export function gridSampler(space: ParameterSpace, limit = GRID_MAX): Sampler {
  const total = gridSize(space);
  if (total > limit) {
    const largest = space.dimensions
      .map((dimension) => ({ name: dimension.name, count: gridCount(dimension) }))
      .toSorted((a, b) => b.count - a.count)
      .slice(0, 3);
    throw errors.SEARCH_TOO_LARGE({
      size: total,
      limit,
      largest: largest.map(({ name, count }) => `${name} (${count} values)`).join(', '),
    });
  }
  const axes = space.dimensions.map(gridValues);
  const at = (place: number): ParameterValues => {
    const values: ParameterValue[] = [];
    let rest = place;
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const { length } = axes[axis]!;
      values[axis] = axes[axis]![rest % length]!;
      rest = Math.floor(rest / length);
    }
    return space.assemble(values);
  };
  let size = 0;
  for (let place = 0; place < total; place++) if (space.allows(at(place))) size++;
  if (size === 0) throw errors.SEARCH_SPACE_EMPTY({ tried: total });
  let next = 0;
  return {
    size,
    propose(count) {
      const proposed: ParameterValues[] = [];
      for (; next < total && proposed.length < count; next++) {
        const parameters = at(next);
        if (space.allows(parameters)) proposed.push(parameters);
      }
      return proposed;
    },
  };
}
