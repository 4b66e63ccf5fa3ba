import type { IndicatorInfo } from '@pipwright/protocol';

/** Indicators whose name, id, group or description holds every word that was typed; those whose name begins with it first. */
export function findIndicators(indicators: readonly IndicatorInfo[], typed: string): readonly IndicatorInfo[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return indicators;
  const found = indicators.filter(({ id, name, group, description }) => {
    const text = `${id} ${name} ${group} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rank = ({ id, name }: IndicatorInfo): number => {
    if (id === first) return 0;
    return name.toLowerCase().startsWith(first) || id.startsWith(first) ? 1 : 2;
  };
  return found.toSorted((a, b) => rank(a) - rank(b));
}
