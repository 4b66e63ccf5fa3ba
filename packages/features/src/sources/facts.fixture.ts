import { createRandom } from '@pipwright/kernel';
import {
  candleCloseTime,
  Impact,
  type CalendarTable,
  type CandleSeries,
  type EpochMs,
  type PositioningTable,
  type RatesTable,
  type SentimentTable,
  type SlippageTable,
  type SymbolName,
} from '@pipwright/model';
import { syntheticCandles } from '@pipwright/testkit';
import type { FeatureContext } from './feature-context.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Row = Readonly<Record<string, number | string>>;

/** Rows as a table of columns, by availability: texts as arrays, `impact` as bytes, other numbers as float64. */
function tableOf<Table>(rows: readonly Row[]): Table {
  const sorted = rows.toSorted((a, b) => (a['availableAt'] as number) - (b['availableAt'] as number));
  const columns = Object.keys(rows[0] ?? {}).map((name) => {
    const values = sorted.map((row) => row[name] as never);
    if (typeof values[0] === 'string') return [name, values];
    return [name, name === 'impact' ? Uint8Array.from(values) : Float64Array.from(values)];
  });
  return { length: rows.length, ...Object.fromEntries(columns) } as Table;
}

export function calendarOf(rows: readonly Row[]): CalendarTable {
  return tableOf(rows);
}

/** One row of a calendar: an announcement unless it has an actual. */
export function calendarRow(row: {
  readonly availableAt: number;
  readonly time: number;
  readonly currency?: string;
  readonly impact?: Impact;
  readonly event?: string;
  readonly actual?: number;
  readonly forecast?: number;
}): Row {
  const nothing = Number.NaN;
  return {
    currency: 'USD',
    impact: Impact.High,
    event: 'Payrolls',
    actual: nothing,
    forecast: nothing,
    previous: nothing,
    ...row,
  };
}

function madeCalendar(series: CandleSeries): CalendarTable {
  const random = createRandom('made calendar');
  const { time, length } = series.candles;
  const events = ['Payrolls', 'Unemployment Rate', 'CPI', 'PMI', 'Retail Sales'];
  const rows: Row[] = [];
  for (let at = (time[0] as number) - 60 * DAY_MS; at < (time[length - 1] as number); at += 8 * HOUR_MS) {
    const release = at + Math.floor(random.next() * 600) * 60_000;
    const about = {
      time: release,
      currency: ['USD', 'EUR', 'GBP'][random.integer(3)] as string,
      impact: random.integer(4) as Impact,
      event: events[random.integer(events.length)] as string,
      forecast: random.normal(),
    };
    rows.push(calendarRow({ ...about, availableAt: release - Math.floor(random.next() * 7 * DAY_MS) }));
    const published = { ...about, availableAt: release + Math.floor(random.next() * 3 * HOUR_MS) };
    rows.push(calendarRow({ ...published, actual: about.forecast + random.normal() }));
  }
  return calendarOf(rows);
}

export function positioningOf(rows: readonly Row[]): PositioningTable {
  return tableOf(rows);
}

function madePositioning(start: number, end: number): PositioningTable {
  const random = createRandom('made positioning');
  const rows: Row[] = [];
  for (let time = start - 1200 * DAY_MS; time < end; time += 7 * DAY_MS) {
    for (const currency of ['EUR', 'JPY']) {
      rows.push({
        availableAt: time + 3 * DAY_MS,
        time,
        currency,
        openInterest: 400_000 + random.integer(100_000),
        nonCommercialLong: random.integer(200_000),
        nonCommercialShort: random.integer(200_000),
        commercialLong: random.integer(200_000),
        commercialShort: random.integer(200_000),
      });
    }
  }
  return positioningOf(rows);
}

function madeRates(start: number, end: number): RatesTable {
  const random = createRandom('made rates');
  const rows: Row[] = [];
  for (let time = start - 400 * DAY_MS; time < end; time += 30 * DAY_MS) {
    for (const currency of ['EUR', 'USD', 'JPY']) {
      rows.push({ availableAt: time + 40 * DAY_MS, time, currency, ratePercent: random.next() * 5 });
    }
  }
  return tableOf(rows);
}

function madeSentiment(start: number, end: number): SentimentTable {
  const random = createRandom('made sentiment');
  const rows: Row[] = [];
  for (let time = start - DAY_MS; time < end; time += Math.floor(random.next() * 6 * HOUR_MS)) {
    const currency = ['EUR', 'USD', 'JPY'][random.integer(3)] as string;
    rows.push({ availableAt: time, currency, score: 2 * random.next() - 1, relevance: random.next() });
  }
  return tableOf(rows);
}

function madeSlippage(start: number, end: number): SlippageTable {
  const random = createRandom('made slippage');
  const rows: Row[] = [];
  for (let time = start; time < end; time += Math.floor(random.next() * 2 * DAY_MS)) {
    rows.push({
      availableAt: time,
      symbol: random.next() < 0.8 ? 'EURUSD' : 'USDJPY',
      slippagePips: Math.abs(random.normal()),
    });
  }
  return tableOf(rows);
}

/** Facts of every kind beside a series of EURUSD, made up from a seed. */
export function madeFacts(series: CandleSeries): FeatureContext {
  const { candles, timeframe } = series;
  const start = candles.time[0] as number;
  const end = candleCloseTime(candles.time[candles.length - 1] as EpochMs, timeframe);
  const symbols = ['XAUUSD', 'US500', 'GBPUSD', 'USDJPY', 'USDCHF', 'USDCAD', 'AUDUSD', 'NZDUSD', 'USTBOND'];
  const markets = symbols.map((symbol) => {
    const made = syntheticCandles({ seed: symbol, length: candles.length, timeframe, startTime: start as EpochMs });
    return [symbol, { ...made, symbol: symbol as SymbolName }] as const;
  });
  return {
    calendar: madeCalendar(series),
    positioning: madePositioning(start, end),
    rates: madeRates(start, end),
    sentiment: madeSentiment(start, end),
    slippage: madeSlippage(start, end),
    markets: new Map(markets),
  };
}
