import { expect, test } from 'vitest';
import { randomColumns } from '../contract/columns.fixture.ts';
import { barsOf, column, directAtr, firstWrong, outputsOf } from './structure.fixture.ts';

const SIDES = ['bullTop', 'bullBottom', 'bullAge', 'bullFilled', 'bearTop', 'bearBottom', 'bearAge', 'bearFilled'];

test('by hand: a gap is made, filled by half, and closed', () => {
  const gaps = outputsOf(
    'fair-value-gaps',
    {},
    barsOf([
      [9, 10, 8, 10],
      [10, 16, 10, 15],
      [15, 18, 14, 17], // low 14 above high 10
      [17, 17, 12, 13], // back to 12: half of it
      [13, 14, 13, 13],
      [13, 13, 10, 11], // back to 10: all of it
    ]),
  );
  const none = Number.NaN;
  expect([...(gaps['made'] ?? [])]).toEqual([none, none, 1, 0, 0, 0]);
  expect([...(gaps['bullTop'] ?? [])]).toEqual([none, none, 14, 14, 14, none]);
  expect([...(gaps['bullBottom'] ?? [])]).toEqual([none, none, 10, 10, 10, none]);
  expect([...(gaps['bullAge'] ?? [])]).toEqual([none, none, 0, 1, 2, none]);
  expect([...(gaps['bullFilled'] ?? [])]).toEqual([none, none, 0, 0.5, 0.5, none]);
});

test.each([0, 0.3])(
  'gaps above %d average true ranges equal a list of all of them, looked through in every row',
  (minimumSize) => {
    const columns = randomColumns('gaps', 4000);
    const [high, low, close] = ['high', 'low', 'close'].map((name) => column(columns, name)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const atr = directAtr(columns, 14);
    interface Gap {
      readonly bull: boolean;
      readonly top: number;
      readonly bottom: number;
      readonly row: number;
      reached: number;
    }
    let open: Gap[] = [];
    let made = 0;
    const rows = Array.from(close, (_, row) => {
      for (const gap of open) {
        gap.reached = gap.bull ? Math.min(gap.reached, low[row] as number) : Math.max(gap.reached, high[row] as number);
      }
      open = open.filter((gap) => (gap.bull ? gap.reached > gap.bottom : gap.reached < gap.top));
      const [first, middle] = [row - 2, row - 1];
      const minimum = minimumSize === 0 ? 0 : minimumSize * (atr[row] ?? Infinity);
      const bull = { bull: true, top: low[row] as number, bottom: high[first] as number, row };
      const bear = { bull: false, top: low[first] as number, bottom: high[row] as number, row };
      if ((close[middle] as number) > bull.bottom && bull.top - bull.bottom > minimum) {
        open.push({ ...bull, reached: bull.top });
        made++;
      } else if ((close[middle] as number) < bear.top && bear.top - bear.bottom > minimum) {
        open.push({ ...bear, reached: bear.bottom });
        made++;
      }
      const bulls = open.filter((gap) => gap.bull).toSorted((x, y) => y.bottom - x.bottom);
      const bears = open.filter((gap) => !gap.bull).toSorted((x, y) => x.top - y.top);
      open = [...bulls.slice(0, 16), ...bears.slice(0, 16)];
      const share = (gap: Gap): number =>
        (gap.bull ? gap.top - gap.reached : gap.reached - gap.bottom) / (gap.top - gap.bottom);
      return [bulls[0], bears[0]].flatMap((gap) =>
        gap === undefined ? [null, null, null, null] : [gap.top, gap.bottom, row - gap.row, share(gap)],
      );
    });
    const ours = outputsOf('fair-value-gaps', { minimumSize, atrPeriod: 14 }, columns);
    SIDES.forEach((name, index) => {
      expect({
        name,
        ...firstWrong(
          ours[name],
          rows.map((row) => row[index] as number | null),
        ),
      }).toEqual({ name, row: -1 });
    });
    expect(made).toBeGreaterThan(100);
  },
);
