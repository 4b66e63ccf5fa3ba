import { expect, it } from 'vitest';
import { PlatformFixture } from '../../fixtures/platform-fixture.ts';
import { countReasons } from './reason-counts.ts';

it('counts sentences that differ only in figures as one reason', () => {
  const { decisions } = new PlatformFixture().advance(200);
  const silent = decisions.filter(({ outcome }) => outcome === 'no-signal');
  const [first] = countReasons(silent);
  expect(first).toEqual({ reason: 'No signal: Probability … lies between … and ….', count: silent.length });
});

it('counts refusals by the checks that failed, most frequent first', () => {
  const [refused] = new PlatformFixture()
    .advance(600)
    .decisions.filter(({ outcome, checks }) => outcome === 'refused' && checks.some(({ name }) => name === 'spread'));
  expect(refused).toBeDefined();
  const check = (name: string) => ({ name, passed: false, value: 2, limit: 1, reason: '' });
  const counts = countReasons([
    { ...refused!, checks: [check('spread'), check('daily-loss')] },
    { ...refused!, checks: [check('daily-loss')] },
  ]);
  expect(counts).toEqual([
    { reason: 'Refused: daily loss', count: 2 },
    { reason: 'Refused: spread', count: 1 },
  ]);
});
