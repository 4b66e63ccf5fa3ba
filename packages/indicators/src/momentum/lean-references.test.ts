import { describe, expect, test } from 'vitest';
import { outputOf } from '../contract/direct-formula.fixture.ts';
import { firstDisagreement, readLeanReference, type LeanReference } from '../contract/lean-references.fixture.ts';

const stochRsi = readLeanReference('spy_with_StochRSI.csv');
const indicators = readLeanReference('spy_with_indicators.txt');
if (indicators === undefined) console.log('no ../shared/data/lean: momentum is not compared with its references');

describe.skipIf(stochRsi === undefined || indicators === undefined)(
  'momentum agrees with what LEAN compares with',
  () => {
    test.each(['k', 'd'])('stochastic RSI 14, %s averaged over 3, at full precision', (line) => {
      const { bars, columns } = stochRsi as LeanReference;
      expect(firstDisagreement(outputOf(bars, 'stoch-rsi', line), columns[line] as Float64Array, 1e-11)).toBe(-1);
    });

    test("RSI 14 of Wilder's averages", () => {
      const { bars, columns } = indicators as LeanReference;
      expect(firstDisagreement(outputOf(bars, 'rsi', 'rsi'), columns['RSI 14 Wilder'] as Float64Array, 5e-6)).toBe(-1);
    });

    test('RSI 14 of simple averages, which is 50 + cmo / 2', () => {
      const { bars, columns } = indicators as LeanReference;
      // Their program kept closes in single precision: with ours at full precision 412 rows differ by up to 3e-4.
      const close = Float64Array.from(bars['close'] as Float64Array, (price) => Math.fround(price));
      const ours = outputOf({ ...bars, close }, 'cmo', 'cmo').map((value) => 50 + value / 2);
      expect(firstDisagreement(ours, columns['RSI 14'] as Float64Array, 1e-5)).toBe(-1);
    });
  },
);
