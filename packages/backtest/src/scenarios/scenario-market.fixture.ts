import {
  AskSource,
  candlesFrom,
  fromPoints,
  isTimeframe,
  toPoints,
  type Candle,
  type CandleSeries,
  type Instrument,
  type TickColumns,
} from '@pipwright/model';
import { linesOf } from './scenario.fixture.ts';
import { ScenarioTimes } from './scenario-times.fixture.ts';

const HEADING = /^([A-Z]{6}) (\w+)( inside)?(?: spread (\d+))?$/;

/** One block of a scenario's market. */
export type MarketBlock =
  | { readonly kind: 'traded' | 'inside'; readonly instrument: Instrument; readonly series: CandleSeries }
  | { readonly kind: 'ticks'; readonly instrument: Instrument; readonly ticks: TickColumns };

interface OpenBlock {
  readonly instrument: Instrument;
  readonly timeframe: string;
  readonly isInside: boolean;
  readonly spread: number;
  readonly rows: { readonly time: number; readonly numbers: readonly number[] }[];
}

/** Reads the blocks of a scenario's market. Throws `Error` on what it cannot read. */
export function readMarket(text: string, instrumentOf: (symbol: string) => Instrument): MarketBlock[] {
  const blocks: OpenBlock[] = [];
  const times = new ScenarioTimes();
  for (const line of linesOf(text)) {
    const heading = HEADING.exec(line);
    if (heading !== null) {
      const [, symbol = '', timeframe = '', inside, spread = '10'] = heading;
      const instrument = instrumentOf(symbol);
      blocks.push({ instrument, timeframe, isInside: inside !== undefined, spread: Number(spread), rows: [] });
      continue;
    }
    const { time, rest } = times.read(line);
    const numbers = rest.split(/\s+/).map(Number);
    if (numbers.some((each) => Number.isNaN(each))) throw new Error(`'${line}' is no row of numbers`);
    blocks.at(-1)!.rows.push({ time, numbers });
  }
  return blocks.map((block) => (block.timeframe === 'ticks' ? ticksOf(block) : seriesOf(block)));
}

function seriesOf({ instrument, timeframe, isInside, spread, rows }: OpenBlock): MarketBlock {
  if (!isTimeframe(timeframe)) throw new Error(`'${timeframe}' is no timeframe`);
  const candles = rows.map(({ time, numbers }): Candle => {
    const [open = 0, high = 0, low = 0, close = 0, points = spread] = numbers;
    if (!(high >= Math.max(open, close) && low <= Math.min(open, close))) {
      throw new Error(`no candle: ${numbers.join(' ')}`);
    }
    const ask = (price: number): number => fromPoints(instrument, toPoints(instrument, price) + points);
    return {
      time,
      open,
      high,
      low,
      close,
      volume: 1,
      askOpen: ask(open),
      askHigh: ask(high),
      askLow: ask(low),
      askClose: ask(close),
    };
  });
  const { symbol } = instrument;
  const series = { symbol, timeframe, askSource: AskSource.Quoted, candles: candlesFrom(candles) };
  return { kind: isInside ? 'inside' : 'traded', instrument, series };
}

function ticksOf({ instrument, spread, rows }: OpenBlock): MarketBlock {
  const column = (value: (row: OpenBlock['rows'][number]) => number): Float64Array => Float64Array.from(rows, value);
  const ticks: TickColumns = {
    length: rows.length,
    time: column(({ time }) => time),
    bid: column(({ numbers }) => numbers[0]!),
    ask: column(({ numbers }) => fromPoints(instrument, toPoints(instrument, numbers[0]!) + (numbers[1] ?? spread))),
    bidVolume: column(() => 1),
    askVolume: column(() => 1),
  };
  return { kind: 'ticks', instrument, ticks };
}
