import { PipwrightError } from '@pipwright/model';
import { describe, expect, test } from 'vitest';
import { candlesOf, openPlay, START, type PlayOptions } from '../play-strategy.fixture.ts';
import type {
  IndicatorRequest,
  MarketView,
  OrderOptions,
  SeriesRequest,
  StrategyHandlers,
} from '../strategy-definition.ts';

type Start = PlayOptions['start'];

/** Runs a strategy over three candles and returns what it is told about its mistake. */
function mistakeOf(start: Start, definition: PlayOptions['definition'] = {}): PipwrightError {
  try {
    openPlay({ start, definition }).closeAll(candlesOf([1.1, 1.2, 1.3]));
  } catch (error) {
    expect(error).toBeInstanceOf(PipwrightError);
    expect((error as PipwrightError).message).toContain('The strategy played');
    return error as PipwrightError;
  }
  throw new Error('nobody noticed');
}

const handlers = (onCandle: (market: MarketView) => unknown): StrategyHandlers => ({ onCandle });

const reading =
  (read: (candles: MarketView['candles']) => unknown): Start =>
  () =>
    handlers(({ candles }) => void read(candles));

const opening =
  (request: SeriesRequest): Start =>
  ({ candles }) => {
    candles(request);
    return handlers(() => undefined);
  };

const asking =
  (request: IndicatorRequest, read: (value: (ago?: number) => number) => unknown = (value) => value()): Start =>
  ({ indicator }) => {
    const value = indicator({ update: ({ close }) => close }, request);
    return handlers(() => void read(value));
  };

const ordering =
  (options: OrderOptions): Start =>
  () =>
    handlers((market) => void market.buy(options));

describe('reading what is not known', () => {
  test.each<[string, Start, string, string]>([
    [
      'the candle that forms',
      reading((candles) => candles.close(-1)),
      'reads the future at 2019-02-05T09:00:00.000Z: close(-1) of EURUSD H1 has not closed yet.',
      'Write close(): it is the last closed candle.',
    ],
    [
      'the next open',
      reading((candles) => candles.open(-1)),
      'open(-1) of EURUSD H1 has not closed yet',
      'Write open()',
    ],
    [
      'a time that has not come',
      reading((candles) => candles.since(START + 3_600_001)),
      'reads the future at 2019-02-05T09:00:00.000Z: it asks for H1 candles since 2019-02-05T09:00:00.001Z.',
      'at or before market.time',
    ],
    [
      'a time that is no number',
      reading((candles) => candles.since(Number.NaN)),
      'since a time that is not a number',
      'market.time',
    ],
    [
      'the next value of an indicator',
      asking({}, (value) => value(-1)),
      'the value of an indicator at -1 candles ago has not closed yet',
      'Write the value without a number',
    ],
    [
      'before the first candle',
      reading((candles) => candles.high(1)),
      'reads high(1) of EURUSD H1 at 2019-02-05T09:00:00.000Z, but only 1 candles of it have closed.',
      'if (candles.length < 2)',
    ],
    [
      'before any candle',
      ({ candles }) => {
        candles().close();
        return handlers(() => undefined);
      },
      'reads close(0) of EURUSD H1 before its first candle, but only 0 candles',
      'if (candles.length < 1)',
    ],
    [
      'half a candle ago',
      reading((candles) => candles.close(0.5)),
      'asks for close(0.5) of EURUSD H1',
      'Correct the number',
    ],
    ['no number of candles ago', reading((candles) => candles.low(Number.NaN)), 'asks for low(NaN)', 'Correct'],
    ['the highest of none', reading((candles) => candles.highest(0)), 'asks for highest(0)', 'Correct'],
    [
      'an older value than is kept',
      asking({}, (value) => value(2)),
      'reads the value of an indicator 2 candles ago at 2019-02-05T09:00:00.000Z, but only 2 are kept.',
      'indicator(…, { keep: 3 })',
    ],
  ])('%s', (_, start, message, action) => {
    const mistake = mistakeOf(start);
    expect(mistake.message).toContain(message);
    expect(mistake.action).toContain(action);
  });
});

describe('asking for what is not there', () => {
  test.each<[string, Start, string]>([
    ['a symbol', opening({ symbol: 'EURODOLLAR' }), 'reads candles of the symbol EURODOLLAR, which does not exist'],
    ['a timeframe', opening({ timeframe: 'H2' as 'H1' }), 'reads candles of the timeframe H2, which does not exist'],
    [
      'a series that the run lacks',
      opening({ symbol: 'GBPUSD' }),
      'reads H1 candles of GBPUSD, which this run does not have',
    ],
    ['shorter candles', opening({ timeframe: 'M1' }), 'reads M1 candles of EURUSD, which this run does not have'],
    ['an output', asking({ output: 'upper' }), 'reads the output upper of an indicator that has: value'],
  ])('%s', (_, start, message) => {
    expect(mistakeOf(start).message).toContain(message);
  });

  test('a model', () => {
    const start: Start = () => handlers(() => undefined);
    expect(() => openPlay({ start, definition: { model: 'required' } })).toThrow(
      'The strategy played needs a model, and the run has none.',
    );
    const read: Start = () => handlers((market) => void market.probabilityUp);
    const mistake = mistakeOf(read);
    expect(mistake.message).toContain('reads the probability of a model, but does not say that it uses one');
    expect(mistake.action).toContain("model: 'required'");
    expect(() => openPlay({ start: read, definition: { model: 'optional' } }).closeAll(candlesOf([1]))).not.toThrow();
  });
});

describe('orders that make no sense', () => {
  test.each<[OrderOptions, string]>([
    [{ stopLoss: Number.NaN }, 'stopLoss NaN; expected a distance in price units of at least 0'],
    [{ takeProfit: -1 }, 'takeProfit -1; expected a distance'],
    [{ trailing: Infinity }, 'trailing Infinity; expected a distance'],
    [{ volume: Number.NaN }, 'volume NaN; expected lots above 0'],
    [{ volume: 0 }, 'volume 0; expected lots above 0'],
    [{ limit: Number.NaN }, 'limit NaN; expected a price above 0'],
    [{ stop: 0 }, 'stop 0; expected a price above 0'],
    [{ holdingMs: -5 }, 'holdingMs -5; expected milliseconds above 0'],
    [{ stop: 1.2, expires: START }, "expires 1549353600000; expected 'day', or a time after 2019-02-05T09:00:00.000Z"],
    [{ expires: 'day' }, 'expires day; expected an order that waits: give it a limit or a stop'],
    [{ stop: 1.2, reverse: true }, 'reverse true; expected a market order'],
    [{ deviation: Number.NaN }, 'deviation NaN'],
    [{ stop: 1.2, group: '' }, "group ''; expected a name"],
    [{ stoploss: 0.002 } as OrderOptions, 'stoploss 0.002; expected one of stopLoss, takeProfit'],
  ])('%o', (options, message) => {
    const mistake = mistakeOf(ordering(options));
    expect(mistake.message).toContain(`sends buy at 2019-02-05T09:00:00.000Z with ${message}`);
  });
});

describe('a strategy that breaks the rules of the house', () => {
  test('orders without an end', () => {
    const endless: Start = () =>
      handlers((market) => {
        for (;;) market.buy({ volume: 0.01 });
      });
    expect(mistakeOf(endless).message).toContain('wishes for more than 10000 orders at 2019-02-05T');
  });

  test('uses the market after the call', () => {
    let kept: MarketView | undefined;
    const play = openPlay({ start: () => handlers((market) => void (kept = market)) });
    play.closeAll(candlesOf([1]));
    for (const use of [() => kept!.bid, () => kept!.positions, () => kept!.buy(), () => kept!.pass('late')]) {
      expect(use).toThrow('uses a market outside of the call that it was given to');
    }
  });

  test('opens a series when it is too late', () => {
    const mistake = mistakeOf(({ candles }) => handlers(() => void candles({ timeframe: 'D1' })));
    expect(mistake.message).toContain('opens candles or an indicator at 2019-02-05T09:00:00.000Z');
    expect(mistakeOf(({ indicator }) => handlers(() => void indicator({ update: () => 1 }))).action).toContain(
      'in start',
    );
  });

  test('waits for something', () => {
    expect(mistakeOf(() => handlers(async () => Promise.resolve())).message).toContain('an asynchronous onCandle');
    expect(mistakeOf(() => handlers(() => Promise.reject(new Error('late')))).action).toContain('Remove async');
  });

  test('throws', () => {
    const none: { at?: { close: number } } = {};
    const mistake = mistakeOf(() => handlers(() => none.at!.close));
    expect(mistake.message).toMatch(
      /failed at 2019-02-05T09:00:00.000Z: TypeError: Cannot read properties of undefined/,
    );
    expect(mistake.cause).toBeInstanceOf(TypeError);
    expect(
      mistakeOf(() => {
        throw new RangeError('too early');
      }).message,
    ).toContain('failed before its first candle: RangeError: too early');
    const input = {
      update: (): number => {
        throw new Error('no average');
      },
    };
    const feeding: Start = ({ indicator }) => {
      indicator(input);
      return handlers(() => undefined);
    };
    expect(mistakeOf(feeding).message).toContain('failed at 2019-02-05T09:00:00.000Z: Error: no average');
    const saying: Start = () => handlers((market) => market.pass('wait', () => none.at!.close.toFixed(2)));
    expect(mistakeOf(saying).message).toContain('TypeError');
  });

  test('returns nothing from start', () => {
    const mistake = mistakeOf((() => undefined) as unknown as Start);
    expect(mistake.message).toContain("is not complete: 'start' does not return onCandle");
  });
});
