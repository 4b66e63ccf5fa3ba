import { Indicator, type Bars } from '../contract/indicator.ts';
import { requirePositive, requireWhole } from '../errors.ts';
import { AtrRows } from './atr-rows.ts';
import { BlockList } from './block-list.ts';
import { StructureStep } from './structure-step.ts';
import { requireSpans, SwingStep, type SwingOptions } from './swing-step.ts';

export interface OrderBlocksOptions extends SwingOptions {
  /** How many average true ranges the breaking close must be beyond the close of the block's candle. */
  readonly displacement?: number;
  readonly atrPeriod?: number;
}

/** Positions of a candle in the numbers. */
const LOW = 0;
const HIGH = 1;
const CLOSE = 2;

/**
 * Order blocks: when a close breaks the last confirmed swing high, the last falling candle before it is a bullish block,
 * if the break closes at least `displacement` average true ranges above that candle's close; bearish blocks are the mirror image. `made` is
 * 1 or -1 in the row of such a break, 0 elsewhere. Of the bullish blocks the highest is reported: `bullTop` and
 * `bullBottom` (high and low of the candle), `bullAge` in bars since the candle, `bullTouched` 1 once a price has come
 * back into it. A block is gone when a bar closes beyond its far end. The nearest 8 on each side are remembered.
 */
export class OrderBlocks extends Indicator {
  readonly #first: number;
  readonly #displacement: number;
  readonly #swings: SwingStep;
  readonly #structure: StructureStep;
  readonly #atr: AtrRows;
  readonly #bulls: BlockList;
  readonly #bears: BlockList;
  /** Low, high and close of the last falling candle, and of the last rising one. */
  readonly #falling: Float64Array;
  readonly #rising: Float64Array;
  /** The bar; the bars of these candles plus one, 0 where there was none. */
  readonly #counters: Int32Array;

  constructor({ left = 5, right = 5, displacement = 1, atrPeriod = 14 }: OrderBlocksOptions = {}) {
    requireSpans('order-blocks', left, right);
    requirePositive('order-blocks', 'displacement', displacement);
    requireWhole('order-blocks', 'atrPeriod', atrPeriod, 1);
    const sides = [
      'bullTop',
      'bullBottom',
      'bullAge',
      'bullTouched',
      'bearTop',
      'bearBottom',
      'bearAge',
      'bearTouched',
    ];
    const outputs = ['made', ...sides];
    const first = Math.max(left + right + 1, atrPeriod + 1);
    const parameters = { left, right, displacement, atrPeriod };
    const shape = { id: 'order-blocks', parameters, outputs, warmUp: outputs.map(() => first), sparse: sides };
    super(shape, ['open', 'high', 'low', 'close']);
    this.#first = first - 1;
    this.#displacement = displacement;
    this.#swings = new SwingStep(this.memory, left, right);
    this.#structure = new StructureStep(this.memory);
    this.#atr = new AtrRows(this.memory, atrPeriod);
    this.#bulls = new BlockList(this.memory);
    this.#bears = new BlockList(this.memory);
    this.#falling = this.memory.numbers(3);
    this.#rising = this.memory.numbers(3);
    this.#counters = this.memory.counters(3);
  }

  compute(bars: Bars, from: number, to: number, outputs: readonly Float64Array[]): void {
    const [made, bullTop, bullBottom, bullAge, bullTouched, bearTop, bearBottom, bearAge, bearTouched] = outputs as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const bulls = this.#bulls;
    const bears = this.#bears;
    this.#swings.run(bars, from, to);
    const averages = this.#atr.run(bars, from, to);
    for (let row = from; row < to; row++) {
      const bar = this.#counters[0] as number;
      const reach = this.#displacement * (averages[row - from] as number);
      const event = this.#take(bars, row, bar, this.#swings.found(row - from), reach);
      made[row] = bar >= this.#first ? event : Number.NaN;
      const hasBull = bulls.count > 0;
      bullTop[row] = hasBull ? bulls.top : Number.NaN;
      bullBottom[row] = hasBull ? bulls.bottom : Number.NaN;
      bullAge[row] = hasBull ? bar - bulls.candle : Number.NaN;
      bullTouched[row] = hasBull ? bulls.touched : Number.NaN;
      const hasBear = bears.count > 0;
      bearTop[row] = hasBear ? -bears.bottom : Number.NaN;
      bearBottom[row] = hasBear ? -bears.top : Number.NaN;
      bearAge[row] = hasBear ? bar - bears.candle : Number.NaN;
      bearTouched[row] = hasBear ? bears.touched : Number.NaN;
      this.#counters[0] = bar + 1;
    }
  }

  #take(bars: Bars, row: number, bar: number, found: number, reach: number): number {
    const high = bars.high[row] as number;
    const low = bars.low[row] as number;
    const close = bars.close[row] as number;
    this.#bulls.step(low, close);
    this.#bears.step(-high, -close);
    const broken = this.#structure.step(found, this.#swings, close);
    const event = broken > 0 ? this.#breakUp(close, reach) : broken < 0 ? this.#breakDown(close, reach) : 0;
    const open = bars.open[row] as number;
    if (close !== open) {
      const candle = close < open ? this.#falling : this.#rising;
      candle[LOW] = low;
      candle[HIGH] = high;
      candle[CLOSE] = close;
      this.#counters[close < open ? 1 : 2] = bar + 1;
    }
    return event;
  }

  #breakUp(close: number, reach: number): number {
    const candle = this.#falling;
    const at = this.#counters[1] as number;
    if (at === 0 || !(close - (candle[CLOSE] as number) >= reach)) return 0;
    this.#bulls.add(candle[LOW] as number, candle[HIGH] as number, at - 1);
    return 1;
  }

  #breakDown(close: number, reach: number): number {
    const candle = this.#rising;
    const at = this.#counters[2] as number;
    if (at === 0 || !((candle[CLOSE] as number) - close >= reach)) return 0;
    this.#bears.add(-(candle[HIGH] as number), -(candle[LOW] as number), at - 1);
    return -1;
  }
}
