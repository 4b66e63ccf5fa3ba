import { createRandom } from '@pipwright/kernel';
import {
  DealEntry,
  type ExitReason,
  findInstrument,
  OrderType,
  Side,
  utcMs,
  type EpochMs,
  type Fill,
  type Lots,
  type MinorUnits,
  type Price,
} from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import {
  DayPart,
  dayPartOf,
  fitRecordedSlippage,
  recordedFills,
  type RecordedFill,
  type SlippageClass,
} from './recorded-slippage.ts';
import { newYorkHour, slippageOf, type FillMoment, type SlippageModel } from './slippage.ts';

const EURUSD = findInstrument('EURUSD')!;
/** 10:00 in New York. */
const MORNING = utcMs(2024, 7, 3, 14);
/** 17:30 in New York. */
const EVENING = utcMs(2024, 7, 3, 21, 30);

const moment = (changes: Partial<FillMoment> = {}): FillMoment => ({
  time: MORNING,
  spread: 0.000_1,
  range: 0.001,
  volume: 1,
  isStop: false,
  ...changes,
});
const open = (model: SlippageModel, seed = 1) => slippageOf(model, EURUSD, createRandom(seed));

test.each<[string, SlippageModel, Partial<FillMoment>, number]>([
  ['none', { kind: 'none' }, {}, 0],
  ['three points', { kind: 'points', points: 3 }, {}, 0.000_03],
  ['a quarter of a spread of a pip', { kind: 'spread', fraction: 0.25 }, {}, 0.000_025],
  ['a quarter of a crossed spread', { kind: 'spread', fraction: 0.25 }, { spread: -0.0001 }, 0],
  ['a twentieth of a range of ten pips', { kind: 'range', fraction: 0.05 }, {}, 0.000_05],
])('%s', (_, model, changes, expected) => {
  expect(open(model)(moment(changes))).toBeCloseTo(expected, 12);
});

test('random slippage is uniform, from the seed', () => {
  const draw = open({ kind: 'random', pointsMax: 10 }, 7);
  const drawn = Array.from({ length: 5000 }, () => draw(moment()) / EURUSD.tickSize);
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...drawn)).toBeLessThan(10);
  expect(drawn.reduce((sum, value) => sum + value, 0) / drawn.length).toBeCloseTo(5, 0);
  const again = open({ kind: 'random', pointsMax: 10 }, 7);
  expect(drawn.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => again(moment()) / EURUSD.tickSize));
});

describe('by the hour of New York', () => {
  const hourFactors = Array.from({ length: 24 }, (_, hour) => (hour === 17 ? 4 : 1));

  test('slippage is multiplied', () => {
    const slippage = open({ kind: 'points', points: 2, hourFactors });
    expect(slippage(moment())).toBeCloseTo(0.000_02, 12);
    expect(slippage(moment({ time: EVENING }))).toBeCloseTo(0.000_08, 12);
  });

  test('the hour keeps summer and winter time', () => {
    expect([newYorkHour(EVENING), newYorkHour(utcMs(2024, 1, 3, 22, 30))]).toEqual([17, 17]);
  });

  test.each([[[1, 2]], [[...hourFactors.slice(1), -1]], [[...hourFactors.slice(1), Number.NaN]]])(
    'factors must be 24 finite numbers of at least 0: %j',
    (factors) => {
      const model: SlippageModel = { kind: 'points', points: 1, hourFactors: factors };
      expect(() => open(model)).toThrow(expect.objectContaining({ code: 'COST_OUT_OF_RANGE' }));
    },
  );
});

const fill = (changes: Partial<Fill>): Fill => ({
  id: 'F',
  clientOrderId: 'O',
  positionId: 'O',
  symbol: EURUSD.symbol,
  time: MORNING,
  side: Side.Buy,
  entry: DealEntry.In,
  volume: 1 as Lots,
  price: 1.1 as Price,
  slippage: 0.000_02,
  commission: 0 as MinorUnits,
  profit: 0 as MinorUnits,
  exitReason: null,
  ...changes,
});

describe('recorded fills', () => {
  const types: Record<string, OrderType> = { L: OrderType.Limit, S: OrderType.Stop };
  const kinds = (fills: Fill[]): (boolean | string)[] =>
    recordedFills(EURUSD, fills, (id) => types[id]).map(({ isStop, points }) => (points === 2 ? isStop : 'wrong'));

  test('are those that could slip: market orders, stops and exits at the market', () => {
    const exit = (exitReason: ExitReason): Fill => fill({ entry: DealEntry.Out, exitReason });
    expect(kinds([fill({}), fill({ clientOrderId: 'S' }), fill({ clientOrderId: 'L' })])).toEqual([false, true]);
    expect(kinds([exit('stop-loss'), exit('trailing-stop'), exit('signal'), exit('time-limit')])).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(kinds([exit('take-profit'), exit('close-by'), exit('end-of-data'), exit('stop-out')])).toEqual([]);
    expect(kinds([fill({ symbol: findInstrument('USDJPY')!.symbol })])).toEqual([]);
  });
});

/** Fills that slip 0 to 9 points by day and 20 to 29 around the rollover. */
const made = (count: number, changes: Partial<RecordedFill> = {}): RecordedFill[] =>
  Array.from({ length: count }, (_, index) => ({
    time: MORNING,
    points: index % 10,
    spreadPoints: 8,
    isStop: false,
    ...changes,
    ...(changes.time === EVENING ? { points: 20 + (index % 10) } : {}),
  }));

describe('a distribution of recorded fills', () => {
  const fills = [...made(400), ...made(100, { time: EVENING }), ...made(10, { isStop: true })];
  const classes = fitRecordedSlippage(fills);
  const draws = (changes: Partial<FillMoment>, count = 4000): number[] => {
    const slippage = open({ kind: 'recorded', classes }, 3);
    return Array.from({ length: count }, () => slippage(moment(changes)) / EURUSD.tickSize);
  };
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  test('has a class for each part of the day with fills enough; few stops take those of all', () => {
    const named = classes.map(({ isStop, dayPart, fills: count }: SlippageClass) => [isStop, dayPart, count]);
    expect(named).toEqual([
      [false, null, 500],
      [false, DayPart.Rollover, 100],
      [false, DayPart.Overlap, 400],
      [true, null, 510],
    ]);
  });

  test('is drawn by the time of the day', () => {
    const spread = 8 * EURUSD.tickSize;
    const byDay = draws({ spread });
    const atRollover = draws({ spread, time: EVENING });
    expect(mean(byDay)).toBeCloseTo(4.5, 0);
    expect(mean(atRollover)).toBeCloseTo(24.5, 0);
    expect(Math.max(...byDay)).toBeLessThanOrEqual(9);
    expect(Math.min(...atRollover)).toBeGreaterThanOrEqual(20);
  });

  test('grows with the spread, at most fourfold', () => {
    expect(mean(draws({ spread: 16 * EURUSD.tickSize }))).toBeCloseTo(9, 0);
    expect(mean(draws({ spread: 800 * EURUSD.tickSize }))).toBeCloseTo(18, 0);
  });

  test('gives no better price than the quote', () => {
    const better = fitRecordedSlippage(made(100, { points: -5 }).map((one) => ({ ...one, points: -5 })));
    const slippage = open({ kind: 'recorded', classes: better });
    expect(slippage(moment())).toBe(0);
  });

  test('is plain data: the same after a way through JSON', () => {
    expect(JSON.parse(JSON.stringify(classes))).toEqual(classes);
  });

  test('needs fills', () => {
    expect(() => fitRecordedSlippage(made(39))).toThrow(expect.objectContaining({ code: 'TOO_FEW_FILLS' }));
    expect(() => open({ kind: 'recorded', classes: [] })).toThrow(expect.objectContaining({ code: 'TOO_FEW_FILLS' }));
  });
});

test('every hour of the day belongs to a part of it', () => {
  const parts = Array.from({ length: 24 }, (_, hour) => dayPartOf(hour));
  expect(
    parts
      .map((part, hour) => (parts[hour - 1] === part ? '' : `${hour}:${part}`))
      .join(' ')
      .trim(),
  ).toMatch(/^0:19\s+3:3\s+8:8\s+12:12\s+16:16\s+19:19$/);
});

test('negative and endless costs are refused', () => {
  const bad: SlippageModel[] = [
    { kind: 'points', points: -1 },
    { kind: 'spread', fraction: Number.POSITIVE_INFINITY },
    { kind: 'range', fraction: Number.NaN },
    { kind: 'random', pointsMax: -2 },
  ];
  for (const model of bad) expect(() => open(model)).toThrow(expect.objectContaining({ code: 'COST_OUT_OF_RANGE' }));
});

test('the time of a moment is read as New York time', () => {
  expect(newYorkHour(0 as EpochMs)).toBe(19);
});
