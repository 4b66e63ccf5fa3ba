import type { FigureUnit } from '@pipwright/protocol';
import { expect, it } from 'vitest';
import { formatFigure } from './figure.ts';
import { humanName, plural } from './words.ts';

const MONEY = { currency: 'USD', minorDigits: 2 };

it.each<[number | null, FigureUnit, boolean, string]>([
  [-34_748, 'money', true, '−347.48 USD'],
  [0.1119, 'fraction', false, '11.19%'],
  [1.234, 'ratio', true, '+1.23'],
  [-0.31, 'ratio', true, '−0.310'],
  [5112, 'count', false, '5,112'],
  [412, 'days', false, '412 days'],
  [3.25, 'days', false, '3.3 days'],
  [13.44, 'hours', false, '13.4 h'],
  [-0.4, 'pips', true, '−0.4 pips'],
  [0.1, 'lots', false, '0.10 lots'],
  [null, 'ratio', true, 'N/A'],
])('writes %s in %s as a person expects', (value, unit, signed, text) => {
  expect(formatFigure({ value, unit, signed }, MONEY)).toBe(text);
});

it('makes words of names', () => {
  expect(humanName('stop-loss')).toBe('Stop loss');
  expect(humanName('daily_loss')).toBe('Daily loss');
  expect([plural(1, 'trade'), plural(3000, 'trade')]).toEqual(['1 trade', '3,000 trades']);
});
