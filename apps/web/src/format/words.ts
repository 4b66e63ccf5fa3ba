import type { DecisionMessage } from '@pipwright/protocol';

/** `stop-loss` as `Stop loss`; works for reasons that this page does not know yet. */
export function humanName(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const OUTCOME_WORDS: Readonly<Record<DecisionMessage['outcome'], string>> = {
  order: 'Order',
  refused: 'Refused',
  'no-signal': 'No signal',
};

/** `1 trade`, `3 trades`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${new Intl.NumberFormat('en').format(count)} ${count === 1 ? one : many}`;
}
