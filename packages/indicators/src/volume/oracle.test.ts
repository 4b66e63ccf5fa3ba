import { expect, test } from 'vitest';
import { firstDisagreement, readLeanReference, type LeanReference } from '../contract/lean-references.fixture.ts';
import { describeOracle } from '../contract/oracle.fixture.ts';
import { computeIndicator, createIndicator } from '../index.ts';

describeOracle('volume', [
  { id: 'obv', file: 'obv', fields: { obv: 'obv' } },
  { id: 'adl', file: 'adl', fields: { adl: 'adl' } },
  { id: 'cmf', file: 'cmf', fields: { cmf: 'cmf' } },
  { id: 'mfi', file: 'mfi', fields: { mfi: 'mfi' } },
  { id: 'vwma', parameters: { period: 14 }, file: 'vwma', fields: { vwma: 'vwma' } },
  { id: 'chaikin-oscillator', file: 'chaikin-osc', fields: { oscillator: 'oscillator' } },
  { id: 'klinger-oscillator', file: 'kvo', fields: { oscillator: 'oscillator', signal: 'signal' } },
  { id: 'pvo', file: 'pvo', fields: { pvo: 'pvo', signal: 'signal', histogram: 'histogram' } },
  { id: 'vwap-anchored', file: 'vwap', fields: { vwap: 'vwap' } },
]);

const reference = readLeanReference('spy_with_indicators.txt');
if (reference === undefined) console.log('no ../shared/data/lean: OBV is not compared with it');

// The file has no volume. Its steps are taken as volume, so that the direction of every step is what is compared.
test.skipIf(reference === undefined)('OBV goes the way of the printed one at every bar', () => {
  const { bars, columns } = reference as LeanReference;
  const printed = columns['OBV'] as Float64Array;
  const volume = printed.map((value, row) => Math.abs(value - (row < 2 ? 0 : (printed[row - 1] as number))) || 0);
  const [ours] = computeIndicator(createIndicator('obv'), { ...bars, volume } as never);
  expect(printed.filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(250);
  expect(firstDisagreement(ours as Float64Array, printed, 1)).toBe(-1);
});
