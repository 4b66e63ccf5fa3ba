import { findIndicator, type AnyIndicator, type BarColumn } from '@pipwright/indicators';

/** One of the 20 functions of TA-Lib that are measured, and what gives the same here. */
export interface IndicatorJob {
  /** TA-Lib's name, without its `TA_`. */
  readonly name: string;
  /** Columns that TA-Lib reads, in the order in which it takes them. */
  readonly inputs: readonly BarColumn[];
  /** TA-Lib's defaults in its order: `i` a whole number, `d` a real one. */
  readonly options: readonly (readonly ['i' | 'd', number])[];
  /** Our outputs in the order of TA-Lib's. */
  readonly outputs: readonly string[];
  create(): AnyIndicator;
}

const CLOSE = ['close'] as const;
const RANGE = ['high', 'low', 'close'] as const;

function windowed(
  name: string,
  inputs: readonly BarColumn[],
  period: number,
  id: string,
  output: string,
): IndicatorJob {
  return { name, inputs, options: [['i', period]], outputs: [output], create: () => make(id, { period }) };
}

function make(id: string, parameters: Readonly<Record<string, number>>): AnyIndicator {
  return findIndicator(id).create(parameters);
}

/** The 20 functions with TA-Lib's default parameters. */
export const INDICATOR_JOBS: readonly IndicatorJob[] = [
  windowed('SMA', CLOSE, 30, 'sma', 'sma'),
  windowed('EMA', CLOSE, 30, 'ema', 'ema'),
  windowed('WMA', CLOSE, 30, 'wma', 'wma'),
  windowed('DEMA', CLOSE, 30, 'dema', 'dema'),
  windowed('TEMA', CLOSE, 30, 'tema', 'tema'),
  windowed('KAMA', CLOSE, 30, 'kama', 'kama'),
  windowed('RSI', CLOSE, 14, 'rsi', 'rsi'),
  {
    name: 'MACD',
    inputs: CLOSE,
    options: [
      ['i', 12],
      ['i', 26],
      ['i', 9],
    ],
    outputs: ['macd', 'signal', 'histogram'],
    create: () => make('macd', { fast: 12, slow: 26, signal: 9 }),
  },
  {
    name: 'BBANDS',
    inputs: CLOSE,
    options: [
      ['i', 5],
      ['d', 2],
      ['d', 2],
      ['i', 0],
    ],
    outputs: ['upper', 'middle', 'lower'],
    create: () => make('bollinger', { period: 5, deviations: 2 }),
  },
  {
    name: 'STDDEV',
    inputs: CLOSE,
    options: [
      ['i', 5],
      ['d', 1],
    ],
    outputs: ['deviation'],
    create: () => make('standard-deviation', { period: 5 }),
  },
  windowed('ATR', RANGE, 14, 'atr', 'atr'),
  windowed('ADX', RANGE, 14, 'adx', 'adx'),
  windowed('CCI', RANGE, 14, 'cci', 'cci'),
  windowed('WILLR', RANGE, 14, 'williams-r', 'williamsR'),
  {
    name: 'STOCH',
    inputs: RANGE,
    options: [
      ['i', 5],
      ['i', 3],
      ['i', 0],
      ['i', 3],
      ['i', 0],
    ],
    outputs: ['k', 'd'],
    create: () => make('stochastic', { period: 5, smooth: 3, signal: 3 }),
  },
  windowed('MFI', ['high', 'low', 'close', 'volume'], 14, 'mfi', 'mfi'),
  {
    name: 'OBV',
    inputs: ['close', 'volume'],
    options: [],
    outputs: ['obv'],
    create: () => make('obv', {}),
  },
  {
    name: 'AROON',
    inputs: ['high', 'low'],
    options: [['i', 14]],
    outputs: ['down', 'up'],
    create: () => make('aroon', { period: 14 }),
  },
  windowed('ROC', CLOSE, 10, 'roc', 'roc'),
  windowed('LINEARREG_SLOPE', CLOSE, 14, 'linear-regression', 'slope'),
];
