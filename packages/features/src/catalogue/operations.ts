import type { ColumnOperation } from './column-operation.ts';

type Two = readonly [Float64Array, Float64Array];
type Three = readonly [Float64Array, Float64Array, Float64Array];
type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** What a quotient counts as at most: a divisor next to nothing says no more than a small one, and is no Infinity. */
const QUOTIENT_MAX = 1e6;

function bounded(quotient: number): number {
  return Math.max(-QUOTIENT_MAX, Math.min(QUOTIENT_MAX, quotient));
}

/** a. */
export const same: ColumnOperation = (inputs, output, { from, to, at }) => {
  const a = inputs[0] as Float64Array;
  const shift = at - from;
  for (let row = from; row < to; row++) output[row + shift] = a[row] as number;
};

/** (a - offset) / scale. */
export function scaled(offset: number, scale: number): ColumnOperation {
  const factor = 1 / scale;
  return (inputs, output, { from, to, at }) => {
    const a = inputs[0] as Float64Array;
    const shift = at - from;
    for (let row = from; row < to; row++) output[row + shift] = ((a[row] as number) - offset) * factor;
  };
}

/** (a - offset) / scale, at most `limit` in size. */
export function scaledWithin(offset: number, scale: number, limit: number): ColumnOperation {
  const factor = 1 / scale;
  return (inputs, output, { from, to, at }) => {
    const a = inputs[0] as Float64Array;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      const value = ((a[row] as number) - offset) * factor;
      output[row + shift] = Math.max(-limit, Math.min(limit, value));
    }
  };
}

/** a / b; `otherwise` where b is 0. */
export function ratio(otherwise: number): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const [a, b] = inputs as unknown as Two;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      const divisor = b[row] as number;
      output[row + shift] = divisor === 0 ? otherwise : bounded((a[row] as number) / divisor);
    }
  };
}

/**
 * 1 / a, where a is an average true range. It counts as at least one tick: in a market that stands still it fades to
 * nothing, and would blow up what is counted in it.
 */
export const oneOverRange: ColumnOperation = (inputs, output, { from, to, at }, { tickSize }) => {
  const a = inputs[0] as Float64Array;
  const shift = at - from;
  for (let row = from; row < to; row++) output[row + shift] = 1 / Math.max(a[row] as number, tickSize);
};

/** 1 / a; 0 where a is 0. */
export const oneOver: ColumnOperation = (inputs, output, { from, to, at }) => {
  const a = inputs[0] as Float64Array;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const divisor = a[row] as number;
    output[row + shift] = divisor === 0 ? 0 : 1 / divisor;
  }
};

/** 1 / (a - b); 0 where they are equal. */
export const oneOverDifference: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b] = inputs as unknown as Two;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const width = (a[row] as number) - (b[row] as number);
    output[row + shift] = width === 0 ? 0 : 1 / width;
  }
};

/** a b / scale. */
export function product(scale = 1): ColumnOperation {
  const factor = 1 / scale;
  return (inputs, output, { from, to, at }) => {
    const [a, b] = inputs as unknown as Two;
    const shift = at - from;
    for (let row = from; row < to; row++) output[row + shift] = (a[row] as number) * (b[row] as number) * factor;
  };
}

/** a b c, at most a million in size. */
export const productOfThree: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b, c] = inputs as unknown as Three;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    output[row + shift] = bounded((a[row] as number) * (b[row] as number) * (c[row] as number));
  }
};

/** (a - b) c, where c is one over an average true range: the distance counted in it. */
export const distance: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b, unit] = inputs as unknown as Three;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    output[row + shift] = ((a[row] as number) - (b[row] as number)) * (unit[row] as number);
  }
};

/** (a - b) c, at most `limit` in size. */
export function distanceWithin(limit: number): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const [a, b, unit] = inputs as unknown as Three;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      const value = ((a[row] as number) - (b[row] as number)) * (unit[row] as number);
      output[row + shift] = Math.max(-limit, Math.min(limit, value));
    }
  };
}

/** (a - (b + c) / 2) d: the distance from the middle of two. */
export const distanceFromMiddle: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b, c, unit] = inputs as unknown as Four;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const middle = ((b[row] as number) + (c[row] as number)) / 2;
    output[row + shift] = ((a[row] as number) - middle) * (unit[row] as number);
  }
};

/** (a - b) / (a + b); 0 where both are 0. */
export const contrast: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b] = inputs as unknown as Two;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const sum = (a[row] as number) + (b[row] as number);
    output[row + shift] = sum === 0 ? 0 : bounded(((a[row] as number) - (b[row] as number)) / sum);
  }
};

/** (a - b) / scale. */
export function difference(scale = 1): ColumnOperation {
  const factor = 1 / scale;
  return (inputs, output, { from, to, at }) => {
    const [a, b] = inputs as unknown as Two;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      output[row + shift] = ((a[row] as number) - (b[row] as number)) * factor;
    }
  };
}

/** Where a lies between b (0) and c (1), also outside; 0.5 where they are equal. */
export const position: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, low, high] = inputs as unknown as Three;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const bottom = low[row] as number;
    const width = (high[row] as number) - bottom;
    output[row + shift] = width === 0 ? 0.5 : bounded(((a[row] as number) - bottom) / width);
  }
};

/** Upper wick of open, high, close and one over the range: (high - max(open, close)) / (high - low). */
export const upperWick: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [open, high, close, unit] = inputs as unknown as Four;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const top = Math.max(open[row] as number, close[row] as number);
    output[row + shift] = ((high[row] as number) - top) * (unit[row] as number);
  }
};

/** Lower wick of open, low, close and one over the range: (min(open, close) - low) / (high - low). */
export const lowerWick: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [open, low, close, unit] = inputs as unknown as Four;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const bottom = Math.min(open[row] as number, close[row] as number);
    output[row + shift] = (bottom - (low[row] as number)) * (unit[row] as number);
  }
};

/** (open - (close - change)) / ATR, of open, close, change and one over the range: the step from the last close. */
export const openingGap: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [open, close, change, unit] = inputs as unknown as Four;
  const shift = at - from;
  for (let row = from; row < to; row++) {
    const previous = (close[row] as number) - (change[row] as number);
    output[row + shift] = ((open[row] as number) - previous) * (unit[row] as number);
  }
};

/** The value of a table at a, a whole number from 0 on. */
export function lookUp(table: Float64Array): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const a = inputs[0] as Float64Array;
    const shift = at - from;
    for (let row = from; row < to; row++) output[row + shift] = table[a[row] as number] as number;
  };
}

/** Product of the values of one table at a and at b. */
export function lookUpBoth(table: Float64Array): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const [a, b] = inputs as unknown as Two;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      output[row + shift] = (table[a[row] as number] as number) * (table[b[row] as number] as number);
    }
  };
}

/** Sum of one table's values per input: `tables[0]` at the first, `tables[1]` at the second, and so on. */
export function lookUpSum(tables: readonly Float64Array[]): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const shift = at - from;
    for (let row = from; row < to; row++) {
      let sum = 0;
      for (let index = 0; index < tables.length; index++) {
        sum += (tables[index] as Float64Array)[(inputs[index] as Float64Array)[row] as number] as number;
      }
      output[row + shift] = sum;
    }
  };
}

/** Sign of a - b: 1, 0 or -1. */
export const signOfDifference: ColumnOperation = (inputs, output, { from, to, at }) => {
  const [a, b] = inputs as unknown as Two;
  const shift = at - from;
  for (let row = from; row < to; row++) output[row + shift] = Math.sign((a[row] as number) - (b[row] as number));
};

/** Sign of a - level: 1, 0 or -1. */
export function signFrom(level: number): ColumnOperation {
  return (inputs, output, { from, to, at }) => {
    const a = inputs[0] as Float64Array;
    const shift = at - from;
    for (let row = from; row < to; row++) output[row + shift] = Math.sign((a[row] as number) - level);
  };
}

/** Mean of all inputs. */
export const mean: ColumnOperation = (inputs, output, { from, to, at }) => {
  const shift = at - from;
  const share = 1 / inputs.length;
  for (let row = from; row < to; row++) {
    let sum = 0;
    for (let index = 0; index < inputs.length; index++) sum += (inputs[index] as Float64Array)[row] as number;
    output[row + shift] = sum * share;
  }
};

/** a in pips. */
export const inPips: ColumnOperation = (inputs, output, { from, to, at }, { pipSize }) => {
  const a = inputs[0] as Float64Array;
  const factor = 1 / pipSize;
  const shift = at - from;
  for (let row = from; row < to; row++) output[row + shift] = (a[row] as number) * factor;
};

/** Distance of a from the nearest multiple of `pips` pips, times b; positive above it. */
export function fromRoundNumber(pips: number): ColumnOperation {
  return (inputs, output, { from, to, at }, { pipSize }) => {
    const [a, b] = inputs as unknown as Two;
    const step = pips * pipSize;
    const perStep = 1 / step;
    const shift = at - from;
    for (let row = from; row < to; row++) {
      const price = a[row] as number;
      output[row + shift] = (price - Math.round(price * perStep) * step) * (b[row] as number);
    }
  };
}

/** a, in pips, in typical spreads of the instrument. */
export const inTypicalSpreads: ColumnOperation = (inputs, output, { from, to, at }, { typicalSpreadPips }) => {
  const a = inputs[0] as Float64Array;
  const factor = 1 / Math.max(typicalSpreadPips, 0.01);
  const shift = at - from;
  for (let row = from; row < to; row++) output[row + shift] = (a[row] as number) * factor;
};
