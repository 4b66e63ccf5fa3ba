import { candlesFrom, candleAt, type CandleSeries, type EpochMs, type MinorUnits } from '@pipwright/model';
import { outcomeOf } from '@pipwright/backtest';
import { defineStrategy } from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import { loadStrategy } from '../strategies/load-strategy.ts';
import { madeSeries } from '../testing/test-home.ts';
import { engineChoice } from './choose-engine.ts';
import { evaluateByEvents, failureOf, runByEvents } from './event-engine.ts';
import { madeSetup } from './search-setup.fixture.ts';
import { shareColumns } from './share-columns.ts';
import { trialEngine } from './trial-engine.ts';

const series = madeSeries(2000);
const { time } = series.candles;
const range = { from: time[500]!, to: time[1500]! } as { from: EpochMs; to: EpochMs };
const parameters = { fast: 5, slow: 20 };
const SIZED = { kind: 'risk', riskPerTrade: 0.01, marginShareMax: 0.3 } as const;
const { definition } = await loadStrategy('ema-cross');

/** Half an hour each, which go the way of the whole ones. */
function halves({ candles, ...rest }: CandleSeries): CandleSeries {
  const rows = Array.from({ length: candles.length }, (_, index) => {
    const row = candleAt(candles, index);
    const middle = (row.open + row.close) / 2;
    const askMiddle = (row.askOpen + row.askClose) / 2;
    return [
      { ...row, close: middle, askClose: askMiddle },
      { ...row, time: row.time + 1_800_000, open: middle, askOpen: askMiddle },
    ];
  });
  return { ...rest, timeframe: 'M30', candles: candlesFrom(rows.flat()) };
}

describe('a trial by the event engine', () => {
  test('trades its range alone, and what was before it warms averages up', async () => {
    const result = await runByEvents({ setup: madeSetup({}, series), definition, parameters, range });
    expect([result.from, result.to]).toEqual([time[500], time[1499]! + 3_600_000]);
    expect(result.trades[0]!.openTime).toBe(time[501]);
    expect(result.candles).toBe(1000);
  });

  test('goes on with the balance that it is given', async () => {
    const initialBalance = 777_000 as MinorUnits;
    const options = { setup: madeSetup({}, series), definition, parameters, range, initialBalance, runId: 'fold-2' };
    const result = await runByEvents(options);
    expect(result.initialBalance).toBe(777_000);
    expect(result.trades[0]!.id).toContain('fold-2');
  });

  test('reads prices inside candles from smaller ones', async () => {
    const [market] = madeSetup({}, series).markets;
    const setup = madeSetup({ markets: [{ ...market!, smaller: halves(series) }] });
    const stops = defineStrategy({
      name: 'stops',
      description: 'Always in the market, with stop and target.',
      parameters: {},
      volume: 0.1,
      start: () => ({
        onCandle: (view) => void (view.direction === 0 && view.buy({ stopLoss: 0.001, takeProfit: 0.001 })),
      }),
    });
    const result = await runByEvents({ setup, definition: stops, parameters: {}, range });
    expect(result.fillSources['smaller-candles']).toBeGreaterThan(20);
    expect(result.fillSources.rule).toBe(0);
  });

  test('reads predictions that were made ahead, also in a thread', async () => {
    const probabilityUp = Float64Array.from(time, (_, index) => (Math.floor(index / 50) % 2 === 0 ? 0.7 : 0.3));
    const averageTrueRange = new Float64Array(time.length).fill(0.002);
    const predictions = { modelId: 'm', horizonMs: 3_600_000, time, probabilityUp, averageTrueRange };
    const [market] = madeSetup({}, series).markets;
    const explained = { ...predictions, silenceAt: () => 'never' };
    const setup = shareColumns(madeSetup({ markets: [{ ...market!, predictions: explained }] }));
    const follow = defineStrategy({
      name: 'follow',
      description: 'Follows the model.',
      parameters: {},
      model: 'required',
      volume: 0.1,
      start: () => ({
        onCandle: (view) => {
          const wanted = view.probabilityUp > 0.5 ? 1 : -1;
          if (view.direction === wanted) return;
          if (wanted > 0) view.buy({ reverse: true });
          else view.sell({ reverse: true });
        },
      }),
    });
    const result = await runByEvents({ setup: structuredClone(setup), definition: follow, parameters: {}, range });
    expect(result.trades).toHaveLength(20);
    expect(result.modelId).toBe('m');
  });

  test('tells what is wrong with parameters from what is wrong with the machine', async () => {
    const setup = madeSetup({}, series);
    const wrong = await evaluateByEvents({ setup, definition, parameters: { fast: 30, slow: 20 }, range });
    expect(wrong).toEqual({ ok: false, reason: expect.stringContaining('fast average') as string });
    const empty = { from: (time[1999]! + 1e9) as EpochMs, to: (time[1999]! + 2e9) as EpochMs };
    expect(await evaluateByEvents({ setup, definition, parameters, range: empty })).toMatchObject({ ok: false });
    expect(() => failureOf(Object.assign(new Error('x')))).not.toThrow();
  });
});

describe('the choice of the engine', () => {
  const [market] = madeSetup({}, series).markets;

  test.each([
    ['where the volume is fixed', {}, ''],
    ['where the strategy names its volume', { sizing: { kind: 'strategy' } }, ''],
    ['where it was asked for', { engine: 'event' }, 'the event engine was asked for'],
    ['where the account decides the volume', { sizing: SIZED }, 'sized by the account'],
    ['where limits watch the account', { limits: {} }, 'a fall from the peak stops trading'],
    ['on several markets', { markets: [market!, market!] }, 'several markets'],
    ['with smaller candles', { markets: [{ ...market!, smaller: series }] }, 'smaller candles'],
    ['with other series', { markets: [{ ...market!, reference: [series] }] }, 'other series'],
  ] as const)('%s', (_, fields, reason) => {
    const choice = engineChoice(madeSetup(fields, series), definition);
    expect(choice.kind).toBe(reason === '' ? 'columnar' : 'event');
    expect(choice.reason).toContain(reason);
  });

  test('makes no difference to the outcome', async () => {
    const setup = madeSetup({}, series);
    const outcome = outcomeOf(await runByEvents({ setup, definition, parameters, range }));
    const engine = trialEngine(setup, definition, 1);
    expect(await engine.evaluate(parameters, range)).toEqual({ ok: true, outcome });
  });
});
