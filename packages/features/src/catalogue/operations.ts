import type { ColumnOperation } from './feature-definition.ts';

type Two = readonly [Float64Array, Float64Array];
type Three = readonly [Float64Array, Float64Array, Float64Array];
type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** (a - offset) / scale. */
export function scaled(offset: number, scale: number): ColumnOperation {
  return (inputs, output, length) => {
    const a = inputs[0] as Float64Array;
    for (let row = 0; row < length; row++) output[row] = ((a[row] as number) - offset) / scale;
  };
}

/** a / b; `otherwise` where b is 0. */
export function ratio(otherwise: number): ColumnOperation {
  return (inputs, output, length) => {
    const [a, b] = inputs as unknown as Two;
    for (let row = 0; row < length; row++) {
      const divisor = b[row] as number;
      output[row] = divisor === 0 ? otherwise : (a[row] as number) / divisor;
    }
  };
}

/**
 * a / c / scale, where c is an average true range. It counts as at least one tick: in a market that stands still it
 * fades to nothing, and would blow up what is counted in it.
 */
export function inAtr(scale = 1): ColumnOperation {
  return (inputs, output, length, { tickSize }) => {
    const [a, atr] = inputs as unknown as Two;
    for (let row = 0; row < length; row++) {
      output[row] = (a[row] as number) / (Math.max(atr[row] as number, tickSize) * scale);
    }
  };
}

/** (a - b) / c, where c is an average true range of at least one tick. */
export const distanceInAtr: ColumnOperation = (inputs, output, length, { tickSize }) => {
  const [a, b, atr] = inputs as unknown as Three;
  for (let row = 0; row < length; row++) {
    output[row] = ((a[row] as number) - (b[row] as number)) / Math.max(atr[row] as number, tickSize);
  }
};

/** (a - b) / (a + b); 0 where both are 0. */
export const contrast: ColumnOperation = (inputs, output, length) => {
  const [a, b] = inputs as unknown as Two;
  for (let row = 0; row < length; row++) {
    const sum = (a[row] as number) + (b[row] as number);
    output[row] = sum === 0 ? 0 : ((a[row] as number) - (b[row] as number)) / sum;
  }
};

/** (a - b) / scale. */
export function difference(scale: number): ColumnOperation {
  return (inputs, output, length) => {
    const [a, b] = inputs as unknown as Two;
    for (let row = 0; row < length; row++) output[row] = ((a[row] as number) - (b[row] as number)) / scale;
  };
}

/** Where a lies between b (0) and c (1), also outside; 0.5 where they are equal. */
export const position: ColumnOperation = (inputs, output, length) => {
  const [a, low, high] = inputs as unknown as Three;
  for (let row = 0; row < length; row++) {
    const from = low[row] as number;
    const width = (high[row] as number) - from;
    output[row] = width === 0 ? 0.5 : ((a[row] as number) - from) / width;
  }
};

/** (a - b) / (c - d); 0 where c and d are equal. */
export const share: ColumnOperation = (inputs, output, length) => {
  const [a, b, c, d] = inputs as unknown as Four;
  for (let row = 0; row < length; row++) {
    const whole = (c[row] as number) - (d[row] as number);
    output[row] = whole === 0 ? 0 : ((a[row] as number) - (b[row] as number)) / whole;
  }
};

/** Upper wick of open, high, low, close: (high - max(open, close)) / (high - low); 0 without a range. */
export const upperWick: ColumnOperation = (inputs, output, length) => {
  const [open, high, low, close] = inputs as unknown as Four;
  for (let row = 0; row < length; row++) {
    const top = high[row] as number;
    const range = top - (low[row] as number);
    output[row] = range === 0 ? 0 : (top - Math.max(open[row] as number, close[row] as number)) / range;
  }
};

/** Lower wick of open, high, low, close: (min(open, close) - low) / (high - low); 0 without a range. */
export const lowerWick: ColumnOperation = (inputs, output, length) => {
  const [open, high, low, close] = inputs as unknown as Four;
  for (let row = 0; row < length; row++) {
    const bottom = low[row] as number;
    const range = (high[row] as number) - bottom;
    output[row] = range === 0 ? 0 : (Math.min(open[row] as number, close[row] as number) - bottom) / range;
  }
};

/** (open - (close - change)) / ATR: the step from the last candle's close to this one's open. */
export const openingGap: ColumnOperation = (inputs, output, length, { tickSize }) => {
  const [open, close, change, atr] = inputs as unknown as Four;
  for (let row = 0; row < length; row++) {
    const previous = (close[row] as number) - (change[row] as number);
    output[row] = ((open[row] as number) - previous) / Math.max(atr[row] as number, tickSize);
  }
};

/** sin(2π (a - offset) / cycle). */
export function sine(cycle: number, offset = 0): ColumnOperation {
  const turn = (2 * Math.PI) / cycle;
  return (inputs, output, length) => {
    const a = inputs[0] as Float64Array;
    for (let row = 0; row < length; row++) output[row] = Math.sin(turn * ((a[row] as number) - offset));
  };
}

/** cos(2π (a - offset) / cycle). */
export function cosine(cycle: number, offset = 0): ColumnOperation {
  const turn = (2 * Math.PI) / cycle;
  return (inputs, output, length) => {
    const a = inputs[0] as Float64Array;
    for (let row = 0; row < length; row++) output[row] = Math.cos(turn * ((a[row] as number) - offset));
  };
}

/** 1 where from <= a < to, else 0. */
export function within(from: number, to: number): ColumnOperation {
  return (inputs, output, length) => {
    const a = inputs[0] as Float64Array;
    for (let row = 0; row < length; row++) output[row] = (a[row] as number) >= from && (a[row] as number) < to ? 1 : 0;
  };
}

/** 1 where both a and b lie in from <= x < to, else 0. */
export function bothWithin(from: number, to: number): ColumnOperation {
  return (inputs, output, length) => {
    const [a, b] = inputs as unknown as Two;
    for (let row = 0; row < length; row++) {
      const lower = Math.min(a[row] as number, b[row] as number);
      const upper = Math.max(a[row] as number, b[row] as number);
      output[row] = lower >= from && upper < to ? 1 : 0;
    }
  };
}

/** Mean of the signs of a - b, a - c, …: the first input against each of the others, -1 to 1. */
export const agreement: ColumnOperation = (inputs, output, length) => {
  const a = inputs[0] as Float64Array;
  const others = inputs.length - 1;
  for (let row = 0; row < length; row++) {
    let sum = 0;
    for (let other = 1; other <= others; other++) {
      sum += Math.sign((a[row] as number) - ((inputs[other] as Float64Array)[row] as number));
    }
    output[row] = sum / others;
  }
};

/** a in pips, or in typical spreads where `typical`. */
export function inPips(typical: boolean): ColumnOperation {
  return (inputs, output, length, constants) => {
    const a = inputs[0] as Float64Array;
    const unit = constants.pipSize * (typical ? constants.typicalSpreadPips : 1);
    for (let row = 0; row < length; row++) output[row] = (a[row] as number) / unit;
  };
}
