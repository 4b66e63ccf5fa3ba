import { currency, findInstrument, type MinorUnits } from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import {
  defineStrategy,
  strategyOf,
  type ColumnInput,
  type ColumnTargets,
  type StrategyDefinition,
  type StrategyHandlers,
  type StrategySetup,
  type StreamInput,
} from '@pipwright/trading';
import { describe, expect, test } from 'vitest';
import channelBreakout from '../../../../examples/strategies/channel-breakout.ts';
import emaCross from '../../../../examples/strategies/ema-cross.ts';
import meanReversion from '../../../../examples/strategies/mean-reversion.ts';
import trendPullback from '../../../../examples/strategies/trend-pullback.ts';
import { auditStrategy } from './audit-strategy.ts';

const EURUSD = findInstrument('EURUSD')!;
const series = syntheticCandles({ seed: 'audit', length: 1500 });
const account = { currency: currency('USD'), initialBalance: 10_000_000_00 as MinorUnits, stopOutLevel: 0 };

function audit(definition: StrategyDefinition, cuts = 12) {
  return auditStrategy({ strategy: strategyOf(definition), instrument: EURUSD, series, account, cuts });
}

type Parts = Partial<Pick<StrategyDefinition, 'start' | 'columns'>>;

/** Buys after a rise and sells after a fall, honestly, unless told otherwise. */
function strategyWith(parts: Parts): StrategyDefinition {
  return defineStrategy({
    name: 'suspect',
    description: 'Follows the last close.',
    parameters: {},
    start: ({ candles }: StrategySetup<object>): StrategyHandlers => {
      const closes = candles();
      return {
        onCandle: (market) => {
          if (closes.length < 2) return;
          const wanted = closes.close() > closes.close(1) ? 1 : -1;
          if (wanted === market.direction) return;
          if (wanted === 1) market.buy({ reverse: true });
          else market.sell({ reverse: true });
        },
      };
    },
    ...parts,
  });
}

test('a strategy that decides later is refused where it is looked at, too', () => {
  const later = { start: () => ({ onCandle: async () => Promise.resolve() }) } as unknown as Parts;
  expect(() => audit(strategyWith(later))).toThrow('asynchronous onCandle');
});

function follow(rise: (setup: StrategySetup<object>) => () => number): Parts['start'] {
  return (setup) => {
    const read = rise(setup);
    return {
      onCandle: (market) => {
        const wanted = read() > 0 ? 1 : -1;
        if (wanted === market.direction) return;
        if (wanted === 1) market.buy({ reverse: true });
        else market.sell({ reverse: true });
      },
    };
  };
}

function columnsOf(rise: (input: ColumnInput<object>, row: number) => number): Parts['columns'] {
  return (input): ColumnTargets => ({
    position: Int8Array.from({ length: input.candles.length }, (_, row) => (rise(input, row) > 0 ? 1 : -1)),
  });
}

describe('honest strategies', () => {
  test.each([emaCross, channelBreakout, meanReversion, trendPullback].map((each) => [each.name, each] as const))(
    '%s has nothing to hide',
    (_, definition) => {
      const report = audit(definition);
      expect(report.findings).toEqual([]);
      expect(report.decisions).toBeGreaterThan(5);
      expect(report.hasColumns).toBe(definition.columns !== undefined);
    },
  );

  test('the report is plain data', () => {
    const report = audit(strategyWith({}));
    expect(report).toMatchObject({ strategy: 'suspect', candles: 1500, cuts: 12, hasColumns: false, findings: [] });
    expect(structuredClone(report)).toEqual(report);
  });
});

describe('what a backtest would hide is found', () => {
  test('an indicator that looks ahead in the rows that it takes at once', () => {
    const peeking: StreamInput = {
      outputs: ['rise'],
      reads: ['close'],
      update: ({ close }) => close,
      process: (columns, from, to, [rise]) => {
        const close = columns['close']!;
        for (let row = from; row < to; row++) rise![row] = (close[row + 1] ?? Number.NaN) - close[row]!;
      },
    };
    const { findings } = audit(strategyWith({ start: follow(({ indicator }) => indicator(peeking))! }));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ kind: 'future', part: 'start' });
    expect(findings[0]!.what).toMatch(/^At 2015-.+ it decides (buy|sell)\(.+ are there, and .+ where they are not\.$/);
  });

  test('what one run remembers for the next', () => {
    const seen: number[] = [];
    const { findings } = audit(
      strategyWith({
        start: follow(({ candles }) => {
          const closes = candles();
          let row = -1;
          return () => {
            row++;
            const next = seen[row + 1] ?? closes.close();
            seen[row] = closes.close();
            return next - closes.close();
          };
        })!,
      }),
    );
    expect(findings).toMatchObject([{ kind: 'not-repeatable', part: 'start' }]);
    expect(findings[0]!.advice).toContain('outside of start');
  });

  test('chance', () => {
    let state = 1;
    const dice = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const start = follow(() => () => dice() - 0.5)!;
    expect(audit(strategyWith({ start })).findings).toMatchObject([{ kind: 'not-repeatable', part: 'start' }]);
    const columns = columnsOf(() => dice() - 0.5)!;
    expect(audit(strategyWith({ columns })).findings).toMatchObject([{ kind: 'not-repeatable', part: 'columns' }]);
  });

  test.each<[string, NonNullable<Parts['columns']>]>([
    ['the next row', columnsOf(({ candles }, row) => (candles.close[row + 1] ?? 0) - candles.close[row]!)!],
    [
      'the highest of the whole column',
      (input) => {
        const middle = (Math.max(...input.candles.high) + Math.min(...input.candles.low)) / 2;
        return columnsOf(({ candles }, row) => candles.close[row]! - middle)!(input);
      },
    ],
    ['the number of rows', columnsOf(({ candles }, row) => candles.length - 2 * row)!],
  ])('columns that rest on %s', (_, columns) => {
    const { findings } = audit(strategyWith({ columns }));
    expect(findings).toMatchObject([{ kind: 'future', part: 'columns' }]);
    expect(findings[0]!.what).toMatch(/^The column position is -?1 at the candle of 2015-/);
  });

  test('a stop that knows the next low', () => {
    const columns: NonNullable<Parts['columns']> = ({ candles }) => ({
      position: new Int8Array(candles.length).fill(1),
      stopLossDistance: candles.close.map((close, row) => close - (candles.low[row + 1] ?? close) + 0.0001),
    });
    const { findings } = audit(strategyWith({ columns }));
    expect(findings[0]!.what).toContain('The column stopLossDistance is');
  });

  test('columns that write to the candles', () => {
    const columns: NonNullable<Parts['columns']> = ({ candles }) => {
      candles.close.sort();
      return { position: new Int8Array(candles.length) };
    };
    expect(audit(strategyWith({ columns })).findings).toMatchObject([{ kind: 'candles-changed', time: null }]);
  });
});

test('an audit repeats', () => {
  const once = audit(strategyWith({ columns: columnsOf(({ candles }, row) => candles.close[row + 3] ?? 0)! }));
  expect(audit(strategyWith({ columns: columnsOf(({ candles }, row) => candles.close[row + 3] ?? 0)! }))).toEqual(once);
});
