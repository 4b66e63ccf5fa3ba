import type { StrategyInfoMessage } from '@pipwright/protocol';
import { shippedStrategies } from '@pipwright/server';
import { expect, test } from 'vitest';
import { renderStrategies } from './strategies.ts';

const FOLDER = '/folder/.pipwright/strategies';
const own = (id: string, part: Partial<StrategyInfoMessage>): StrategyInfoMessage => ({
  id,
  name: id,
  description: '',
  shipped: false,
  model: 'none',
  parameters: [],
  problem: null,
  ...part,
});

test('strategies are listed in columns that fit a terminal of a hundred characters', async () => {
  const shipped = (await shippedStrategies()).map(({ info }) => info);
  const broken = own('broken.ts', { problem: `Expression expected (line 1). ${'Correct that line. '.repeat(9)}` });
  const mine = own('mine.ts', { name: 'two-closes', description: 'Two rising closes.' });
  const lines = renderStrategies([...shipped, broken, mine], FOLDER).split('\n');
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  expect(lines.slice(lines.indexOf('ema-cross'), lines.indexOf('ema-cross') + 5)).toEqual([
    'ema-cross',
    '  Always in the market: long while the fast exponential average is above the slow one, else short.',
    '    parameter  default  range',
    '    fast       20       2 to 200  Candles of the fast average.',
    '    slow       50       5 to 500  Candles of the slow average.',
  ]);
  expect(lines).toContain('model-signal   needs a model');
  expect(lines).toContain(`From ${FOLDER}:`);
  expect(lines).toContain('mine.ts (two-closes)');
});

test('where there are no own ones it says how to have some', () => {
  expect(renderStrategies([], FOLDER)).toContain(`put a file into ${FOLDER}`);
});
