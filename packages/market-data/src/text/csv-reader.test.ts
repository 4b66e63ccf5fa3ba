import { isoTime, utcMs } from '@pipwright/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CsvLayout, RowBlock } from './csv-layout.ts';
import { CsvReader } from './csv-reader.ts';
import { parseNumberField } from './number-field.ts';
import { parseCivilField, parseClockField, type DateOrder } from './time-field.ts';

const encoder = new TextEncoder();
const LAYOUT: CsvLayout = {
  delimiter: ',',
  headerLines: 1,
  columns: ['time', 'open', null, 'close'],
  time: { kind: 'civil', order: 'ymd' },
  priceDivisor: 1,
};

function readAll(text: string, layout: CsvLayout = LAYOUT, pieceBytes = 1 << 20): RowBlock[] {
  const reader = new CsvReader(layout);
  const bytes = encoder.encode(text);
  const blocks: RowBlock[] = [];
  for (let start = 0; start < bytes.length; start += pieceBytes)
    blocks.push(...reader.push(bytes.subarray(start, start + pieceBytes)));
  blocks.push(...reader.finish());
  return blocks;
}

function number(text: string): number {
  const bytes = encoder.encode(text);
  return parseNumberField(bytes, 0, bytes.length);
}

function civil(text: string, order: DateOrder = 'ymd'): number {
  const bytes = encoder.encode(text);
  return parseCivilField(bytes, 0, bytes.length, order);
}

describe('a number field', () => {
  test('is what the language reads, to the bit', () => {
    const texts = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.tuple(fc.nat(200_000), fc.nat(99_999)).map(([whole, part]) => `${whole}.${String(part).padStart(5, '0')}`),
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(number(text)).toBe(Number(text));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test.each(['', '.', '-', '1.2.3', '1,5', 'abc', '0x10', '1e', 'NaN', 'Infinity', '1 2', '--1'])(
    '%j is none',
    (text) => {
      expect(number(text)).toBeNaN();
    },
  );

  test('reads a missing leading or trailing digit, a sign and an exponent', () => {
    expect(['.5', '5.', '+1.25', '-0.001', '1.0E-5', '"7"'].map(number)).toEqual([0.5, 5, 1.25, -0.001, 1e-5, 7]);
  });
});

describe('a time field', () => {
  const moment = utcMs(2012, 2, 29, 23, 4, 5, 678);

  test.each([
    ['2012-02-29 23:04:05.678', 'ymd'],
    ['2012.02.29 23:04:05,678', 'ymd'],
    ['20120229 230405678', 'ymd'],
    ['20120229 23:04:05.678', 'ymd'],
    ['2012-02-29T23:04:05.678Z', 'ymd'],
    ['2012-03-01T01:04:05.678000+02:00', 'ymd'],
    ['29.02.2012 23:04:05.678', 'dmy'],
    ['29.02.2012 18:04:05.678 GMT-0500', 'dmy'],
    ['02/29/2012 23:04:05.678', 'mdy'],
  ] as const)('reads %s', (text, order) => {
    expect(isoTime(civil(text, order))).toBe(isoTime(moment));
  });

  test('reads dates alone and clocks without seconds', () => {
    expect(civil('2012.02.29')).toBe(utcMs(2012, 2, 29));
    expect(civil('20120229 23:04')).toBe(utcMs(2012, 2, 29, 23, 4));
    const clock = encoder.encode('23:04:05');
    expect(parseClockField(clock, 0, clock.length)).toBe(83_045_000);
  });

  test.each([
    '2011-02-29',
    '2012-13-01',
    '2012-00-10',
    '2012-04-31',
    '2012-01-01 24:00',
    '2012-01-01 10:60',
    'yesterday',
    '',
    '1.3',
  ])('%j is none', (text) => {
    expect(civil(text)).toBeNaN();
  });

  test('agrees with the calendar of the language on any day', () => {
    const days = fc.integer({ min: -25_567, max: 84_000 });
    fc.assert(
      fc.property(days, (day) => {
        const text = isoTime(day * 86_400_000);
        expect(civil(text)).toBe(day * 86_400_000);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe('rows', () => {
  test('do not depend on where the bytes were cut', () => {
    const text = 'h\n2020-01-01 00:00,1.5,x,2.5\r\n\r\n2020-01-01 00:01,1.25,,3\nbad,1,1,1\n2020-01-01 00:02,7,y,8';
    const whole = readAll(text);
    expect([...(whole[0] as RowBlock).time].map(isoTime)).toEqual([
      '2020-01-01T00:00:00.000Z',
      '2020-01-01T00:01:00.000Z',
      '2020-01-01T00:02:00.000Z',
    ]);
    for (let pieceBytes = 1; pieceBytes < 40; pieceBytes++) expect(readAll(text, LAYOUT, pieceBytes)).toEqual(whole);
  });

  test('that are wrong are refused with line, field, value and reason', () => {
    const [block] = readAll('h\n2020-01-01,1,,x\n2020-01-32,1,,2\n2020-01-03,1\n2020-01-04,1,,2\n');
    expect(block?.length).toBe(1);
    expect(block?.line[0]).toBe(5);
    expect(block?.rejected).toEqual([
      { line: 2, field: 'close', value: 'x', reason: 'is not a number' },
      { line: 3, field: 'time', value: '2020-01-32', reason: 'is not a time' },
      { line: 4, field: 'column 3', value: '2020-01-03,1', reason: 'column is missing' },
    ]);
  });

  test('with a date and a clock apart, in points, are put together', () => {
    const layout: CsvLayout = {
      ...LAYOUT,
      delimiter: '\t',
      headerLines: 0,
      columns: ['date', 'clock', 'open', 'volume'],
      priceDivisor: 1000,
    };
    const [block] = readAll('2020.01.02\t03:04:00\t81121.0\t12', layout);
    expect(isoTime(block?.time[0] as number)).toBe('2020-01-02T03:04:00.000Z');
    expect([block?.values.open?.[0], block?.values.volume?.[0]]).toEqual([81.121, 12]);
  });

  test('a line without an end is refused, and memory stays small', () => {
    const [block] = readAll('h\n' + 'x'.repeat(200_000), LAYOUT, 4096);
    expect(block?.rejected[0]).toMatchObject({ line: 2, field: 'line' });
  });
});
