import { describe, expect, it } from 'vitest';
import { fullReportFixture } from '../../fixtures/full-report-fixture.ts';
import { curveOfReport } from '../charts/index.ts';
import { netIntervals } from './evidence/chance-intervals.ts';
import { excursionsOf, quantile, shownExcursions } from './excursion-points.ts';
import { hourCells } from './hour-cells.ts';
import { parametersText } from './parameter-text.ts';
import { evenly, moneyTicks, percentTicks } from './plot-parts.ts';

const report = fullReportFixture(3000);

describe('hours of the week', () => {
  it('divide all trades and all of the net', () => {
    const cells = hourCells(report.trades, 'utc');
    expect(cells.reduce((sum, { trades }) => sum + trades, 0)).toBe(report.trades.length);
    expect(cells.reduce((sum, { net }) => sum + net, 0)).toBe(report.waterfall.at(-1)?.amount);
    expect(cells.map(({ weekday, hour }) => weekday * 24 + hour)).toEqual(
      cells.map(({ weekday, hour }) => weekday * 24 + hour).toSorted((a, b) => a - b),
    );
  });

  it('follow the chosen clock', () => {
    const one = [{ ...report.trades[0]!, openTime: Date.UTC(2010, 0, 4, 2) }];
    // Sunday evening in New York is Monday in UTC.
    expect(hourCells(one, 'utc')[0]).toMatchObject({ weekday: 1, hour: 2 });
    expect(hourCells(one, 'new-york')[0]).toMatchObject({ weekday: 0, hour: 21 });
  });
});

describe('excursions', () => {
  it('draws both extremes where there are too many trades to draw', () => {
    const many = Array.from({ length: 9000 }, (_, index) => ({
      adverse: 0,
      favourable: 0,
      net: (index * 7919) % 9000,
    }));
    const shown = shownExcursions(many);
    expect(shown.length).toBe(2500);
    expect([shown[0]?.net, shown.at(-1)?.net]).toEqual([0, 8999]);
  });

  it('counts a loss and a profit as distances', () => {
    for (const { adverse, favourable } of excursionsOf(report.trades)) {
      expect(adverse).toBeGreaterThanOrEqual(0);
      expect(favourable).toBeGreaterThanOrEqual(0);
    }
  });

  it('takes quantiles by nearest rank', () => {
    expect([0.25, 0.5, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 2, 4]);
    expect(quantile([], 0.5)).toBeNull();
  });
});

describe('small parts', () => {
  it('keeps first and last of what is spaced evenly', () => {
    expect(evenly([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([1, 4, 7]);
    expect(evenly([1, 2], 3)).toEqual([1, 2]);
  });

  it('writes money on an axis in few characters', () => {
    expect([-1_250_000, 0, 990_000].map(moneyTicks({ currency: 'USD', minorDigits: 2 }))).toEqual([
      '−12.5K',
      '0',
      '9.9K',
    ]);
    expect(moneyTicks({ currency: 'JPY', minorDigits: 0 })(-3_000_000)).toBe('−3M');
  });

  it('writes percentages with as many decimals as tell marks apart', () => {
    expect(percentTicks([-0.4, 0])(-0.2)).toBe('−20%');
    expect(percentTicks([-0.02, 0])(-0.015)).toBe('−1.5%');
    expect(percentTicks([0, 0.002])(0.0005)).toBe('0.05%');
  });

  it('writes parameters as a person would', () => {
    const parameters = [
      { name: 'fast', value: 10 },
      { name: 'stop', value: 1.25 },
      { name: 'exit', value: 'opposite' },
      { name: 'reverse', value: true },
    ];
    expect(parametersText(parameters)).toBe('fast 10, stop 1.250, exit opposite, reverse yes');
  });

  it('compares the run with every kind of chance that was tried', () => {
    const { robustness } = report.sections;
    expect(netIntervals(robustness!).map(({ name }) => name)).toEqual([
      'Random entries',
      'Shuffled candles',
      'Redrawn trades',
    ]);
    expect(netIntervals({ ...robustness!, monteCarlo: null, candleBootstrap: null, randomEntry: null })).toEqual([]);
  });

  it('draws a benchmark only where it is of the same times', () => {
    expect(curveOfReport(report.equity, report.sections.benchmark?.equity).benchmark).toHaveLength(3000);
    expect(curveOfReport(report.equity, [1, 2, 3]).benchmark).toBeNull();
  });
});
