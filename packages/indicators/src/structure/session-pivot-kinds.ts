import { SessionPivots, type SessionFigures } from './session-pivots.ts';

const THREE_LEVELS = ['pivot', 's1', 's2', 's3', 'r1', 'r2', 'r3'];

/** Levels around `pivot` as floor traders take them; Woodie's differ in the pivot only. */
export function floorLevels(pivot: number, high: number, low: number, target: Float64Array): void {
  const range = high - low;
  target[0] = pivot;
  target[1] = pivot * 2 - high;
  target[2] = pivot - range;
  target[3] = low - 2 * (high - pivot);
  target[4] = pivot * 2 - low;
  target[5] = pivot + range;
  target[6] = high + 2 * (pivot - low);
}

/** Floor pivots: (high + low + close) / 3 of the last session, with three supports and resistances. */
export class FloorPivots extends SessionPivots {
  constructor() {
    super('floor-pivots', THREE_LEVELS);
  }

  protected levels({ high, low, close }: SessionFigures, target: Float64Array): void {
    floorLevels((high + low + close) / 3, high, low, target);
  }
}

/** Woodie's pivots: (high + low of the last session + twice the open of this one) / 4, levels as floor pivots. */
export class WoodiePivots extends SessionPivots {
  constructor() {
    super('woodie-pivots', THREE_LEVELS);
  }

  protected levels({ high, low, nextOpen }: SessionFigures, target: Float64Array): void {
    floorLevels((high + low + 2 * nextOpen) / 4, high, low, target);
  }
}

/** Fibonacci pivots: the floor pivot, with levels at 0.382, 0.618 and 1 times the last session's range from it. */
export class FibonacciPivots extends SessionPivots {
  constructor() {
    super('fibonacci-pivots', THREE_LEVELS);
  }

  protected levels({ high, low, close }: SessionFigures, target: Float64Array): void {
    const pivot = (high + low + close) / 3;
    const range = high - low;
    target[0] = pivot;
    target[1] = pivot - 0.382 * range;
    target[2] = pivot - 0.618 * range;
    target[3] = pivot - range;
    target[4] = pivot + 0.382 * range;
    target[5] = pivot + 0.618 * range;
    target[6] = pivot + range;
  }
}

/** Camarilla levels: the last close, and 1.1 / 12, 1.1 / 6, 1.1 / 4 and 1.1 / 2 of the last range from it. */
export class CamarillaPivots extends SessionPivots {
  constructor() {
    super('camarilla-pivots', ['pivot', 's1', 's2', 's3', 's4', 'r1', 'r2', 'r3', 'r4']);
  }

  protected levels({ high, low, close }: SessionFigures, target: Float64Array): void {
    const range = 1.1 * (high - low);
    target[0] = close;
    target[1] = close - range / 12;
    target[2] = close - range / 6;
    target[3] = close - range / 4;
    target[4] = close - range / 2;
    target[5] = close + range / 12;
    target[6] = close + range / 6;
    target[7] = close + range / 4;
    target[8] = close + range / 2;
  }
}

/**
 * DeMark's pivots: x = high + low + close, plus once more the low where the session closed below its open, the high
 * where above, the close where equal; pivot x / 4, support x / 2 - high, resistance x / 2 - low.
 */
export class DemarkPivots extends SessionPivots {
  constructor() {
    super('demark-pivots', ['pivot', 's1', 'r1']);
  }

  protected levels({ open, high, low, close }: SessionFigures, target: Float64Array): void {
    const twice = close < open ? low : close > open ? high : close;
    const x = high + low + close + twice;
    target[0] = x / 4;
    target[1] = x / 2 - high;
    target[2] = x / 2 - low;
  }
}
