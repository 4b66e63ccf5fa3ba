import { readFileSync } from 'node:fs';
import { isoTime, utcMs } from '@pipwright/model';
import { sharedData } from '@pipwright/testkit';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parseFigure } from './figure.ts';
import { importFacts, readFacts } from './import-facts.ts';
import { parseMoment } from './iso-moment.ts';
import { commitmentsPublishedAt } from './publication-time.ts';

test.each([
  ['1.2M', 1_200_000],
  ['-0.3%', -0.3],
  ['<0.1%', 0.1],
  ['215K', 215_000],
  ['1,234.5', 1234.5],
  ['0,5%', 0.5],
  ['2.5B', 2.5e9],
  ['', Number.NaN],
  ['n.a.', null],
  ['1.2.3', null],
  ['5-3', null],
])('the figure %j is %d', (text, value) => {
  const parsed = parseFigure(text);
  expect(parsed === null ? null : Number(parsed.toPrecision(12))).toEqual(value);
});

test.each([
  ['2026-03-31T12:30:00-04:00', '2026-03-31T16:30:00.000Z'],
  ['2026-03-31 12:30', '2026-03-31T12:30:00.000Z'],
  ['2026-03-31', '2026-03-31T00:00:00.000Z'],
  ['2026-03-31T12:30:00+0530', '2026-03-31T07:00:00.000Z'],
])('%s is %s', (text, expected) => {
  expect(isoTime(parseMoment(text) as number)).toBe(expected);
});

test('a text that is no moment is none', () => {
  for (const text of ['', '31.03.2026', '2026-13-01', '2026-01-01T25:00', 'All Day'])
    expect(parseMoment(text)).toBeNull();
});

test.each([
  // An ordinary week in winter and in summer; Memorial Day was on the Monday before the report day of 2024-05-28.
  [utcMs(2024, 2, 6), '2024-02-09T20:30:00.000Z'],
  [utcMs(2024, 5, 28), '2024-05-31T19:30:00.000Z'],
  // Thanksgiving between report day and Friday; Christmas and New Year; the shutdown of 2018 and 2019.
  [utcMs(2023, 11, 21), '2023-11-27T20:30:00.000Z'],
  [utcMs(2024, 12, 24), '2024-12-30T20:30:00.000Z'],
  [utcMs(2019, 1, 15), '2019-03-08T20:30:00.000Z'],
])('commitments of %d are public at %s', (day, expected) => {
  expect(isoTime(commitmentsPublishedAt(day))).toBe(expected);
});

const CALENDAR = `time,currency,impact,event,actual,forecast,previous
2024-02-02T13:30:00Z,USD,high,Non-Farm Employment Change,353K,187K,216K
2024-02-09T13:30:00Z,CAD,High,Unemployment Rate,,5.9%,5.8%
2024-02-09,XX,high,Nonsense,1,2,3
tomorrow,USD,high,CPI m/m,1,2,3
2024-02-13T13:30:00Z,USD,high,CPI m/m,abc,0.2%,0.2%
`;

describe('an economic calendar', () => {
  test('is known from the open of its week, its figures from the release on', () => {
    const { rows, rejected, kind } = readFacts('calendar.csv', CALENDAR);
    expect(kind).toBe('calendar');
    expect(rows).toMatchObject([
      { availableAt: utcMs(2024, 1, 28, 22), time: utcMs(2024, 2, 2, 13, 30), actual: Number.NaN, forecast: 187_000 },
      { availableAt: utcMs(2024, 2, 2, 13, 30), actual: 353_000, previous: 216_000, impact: 3 },
      { availableAt: utcMs(2024, 2, 4, 22), currency: 'CAD', actual: Number.NaN, forecast: 5.9 },
    ]);
    expect(rejected).toMatchObject([
      { line: 4, field: 'currency', value: 'XX' },
      { line: 5, field: 'time', value: 'tomorrow' },
      { line: 6, field: 'actual', value: 'abc' },
    ]);
  });

  test('may say itself when it was announced and published, but nothing impossible', () => {
    const head = 'time,currency,impact,event,actual,announced_at,published_at\n';
    const release = (announced: string, published: string): string =>
      `${head}2024-02-02T13:30Z,USD,low,X,5,${announced},${published}\n`;
    expect(readFacts('c.csv', release('2024-01-01', '2024-02-02T13:31Z')).rows.map((row) => row.availableAt)).toEqual([
      utcMs(2024, 1, 1),
      utcMs(2024, 2, 2, 13, 31),
    ]);
    expect(readFacts('c.csv', release('2024-02-03', '')).rejected).toMatchObject([{ field: 'announced_at' }]);
    expect(readFacts('c.csv', release('', '2024-02-02T13:00Z')).rejected).toMatchObject([{ field: 'published_at' }]);
  });

  test('comes from ForexFactory without figures', () => {
    const text = JSON.stringify([
      {
        title: 'CPI m/m',
        country: 'USD',
        date: '2026-03-31T12:30:00-04:00',
        impact: 'High',
        forecast: '0.3%',
        previous: '0.2%',
      },
      {
        title: 'Bank Holiday',
        country: 'All',
        date: '2026-04-03T00:00:00-04:00',
        impact: 'Holiday',
        forecast: '',
        previous: '',
      },
    ]);
    const { rows, skipped } = readFacts('ff_calendar_thisweek.json', text);
    expect(skipped).toBe(1);
    expect(rows).toMatchObject([
      { event: 'CPI m/m', forecast: 0.3, actual: Number.NaN, time: utcMs(2026, 3, 31, 16, 30) },
    ]);
  });
});

test('scores of news are taken by currency, numbers written as texts too', () => {
  const feed = [
    {
      title: 'x',
      time_published: '20260417T130000',
      ticker_sentiment: [
        { ticker: 'FOREX:USD', relevance_score: '0.5', ticker_sentiment_score: '-0.25' },
        { ticker: 'AAPL', relevance_score: 1, ticker_sentiment_score: 0 },
        { ticker: 'FOREX:EUR', relevance_score: 2, ticker_sentiment_score: 0 },
      ],
    },
  ];
  const { rows, rejected, skipped } = readFacts('news.json', JSON.stringify({ items: '1', feed }));
  expect(rows).toEqual([{ availableAt: utcMs(2026, 4, 17, 13), currency: 'USD', score: -0.25, relevance: 0.5 }]);
  expect(skipped).toBe(1);
  expect(rejected).toMatchObject([{ line: 1, field: 'relevance', value: '2' }]);
});

test('rates of FRED are known two days after their day', () => {
  const { rows, skipped } = readFacts('DFF.csv', 'observation_date,DFF\n2014-05-01,0.09\n2014-05-02,.\n');
  expect(rows).toEqual([
    { availableAt: utcMs(2014, 5, 4), time: utcMs(2014, 5, 1), currency: 'USD', ratePercent: 0.09 },
  ]);
  expect(skipped).toBe(1);
});

test('an unknown text is refused with what is known', () => {
  expect(() => readFacts('x.csv', 'a,b\n1,2\n')).toThrow(/begins with: a,b 1,2/);
  expect(() => readFacts('x.json', '{"feed": 5}')).toThrow(/is no calendar/);
});

const HEADER =
  '"Market and Exchange Names","As of Date in Form YYYY-MM-DD","CFTC Contract Market Code","Open Interest (All)","Noncommercial Positions-Long (All)","Noncommercial Positions-Short (All)","Commercial Positions-Long (All)","Commercial Positions-Short (All)"';

test('positions come out of the archive of a year, with commas in names and spaces before numbers', async () => {
  const rows = [
    '"EURO FX - CHICAGO MERCANTILE EXCHANGE, IMM",2024-02-06,099741,  700000,  200000,  150000,  300000,  400000',
    '"WHEAT-SRW - CHICAGO BOARD OF TRADE",2024-02-06,001602,  1,2,3,4,5',
    '"EURO FX - CHICAGO MERCANTILE EXCHANGE, IMM",2024-02-13,099741,  700000,  ,  150000,  300000,  400000',
  ];
  const bytes = zipSync({ 'annual.txt': new TextEncoder().encode([HEADER, ...rows].join('\r\n')) });
  const stored: unknown[] = [];
  const reports = await importFacts([{ name: 'deacot2024.zip', bytes }], {
    putFacts: (batch) => {
      stored.push(...batch.rows);
      return Promise.resolve({ inserted: batch.rows.length, kept: 0 });
    },
    listFacts: () => Promise.resolve([]),
    summariseFacts: () => Promise.resolve([]),
  });
  expect(stored).toEqual([
    {
      availableAt: utcMs(2024, 2, 9, 20, 30),
      time: utcMs(2024, 2, 6),
      currency: 'EUR',
      openInterest: 700_000,
      nonCommercialLong: 200_000,
      nonCommercialShort: 150_000,
      commercialLong: 300_000,
      commercialShort: 400_000,
    },
  ]);
  expect(reports).toMatchObject([
    { file: 'deacot2024.zip:annual.txt', inserted: 1, skipped: 1, rejected: 1, rejectedSample: [{ line: 4 }] },
  ]);
});

const cot = sharedData('cot', 'legacy-futures-2024-sample.txt');
const rates = sharedData('interest-rates', 'short-term-interest.csv');
if (cot === undefined) console.log('no ../shared/data/cot: the official file is not read');
if (rates === undefined) console.log('no ../shared/data/interest-rates: the official file is not read');

test.skipIf(cot === undefined)('the official file of positions is recognised; its sample has no currency', () => {
  const { rows, rejected, skipped, format } = readFacts('annual.txt', readFileSync(cot as string, 'utf8'));
  expect(format).toBe('CFTC commitments of traders, legacy, futures only');
  expect(rejected).toEqual([]);
  expect(rows.length + skipped).toBe(399);
});

test.skipIf(rates === undefined)('the official table of rates gives months by currency', () => {
  const { rows, rejected } = readFacts('short-term-interest.csv', readFileSync(rates as string, 'utf8'));
  expect(rejected).toEqual([]);
  const euro = rows.filter((row) => row.currency === 'EUR');
  expect(euro.length).toBe(318);
  const dollar = rows.filter((row) => row.currency === 'USD');
  expect(dollar.length).toBe(672);
  expect(dollar.every((row) => 'time' in row && row.availableAt > Number(row.time) + 58 * 86_400_000)).toBe(true);
});
