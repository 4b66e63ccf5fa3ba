/** What a key does while a chart has the focus. */
export type ChartKey =
  | { readonly do: 'move'; readonly by: number }
  | { readonly do: 'first' | 'last' | 'zoom-in' | 'zoom-out' | 'reset' | 'leave' };

const KEYS: Readonly<Record<string, ChartKey>> = {
  ArrowLeft: { do: 'move', by: -1 },
  ArrowRight: { do: 'move', by: 1 },
  PageUp: { do: 'move', by: -24 },
  PageDown: { do: 'move', by: 24 },
  Home: { do: 'first' },
  End: { do: 'last' },
  '+': { do: 'zoom-in' },
  '=': { do: 'zoom-in' },
  '-': { do: 'zoom-out' },
  Escape: { do: 'leave' },
};

interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Arrows move by one candle, with Shift by ten; Alt+R resets the view. Null for keys that a chart leaves alone. */
export function chartKey({ key, code, altKey, ctrlKey, metaKey, shiftKey }: KeyPress): ChartKey | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return code === 'KeyR' ? { do: 'reset' } : null;
  const found = Object.hasOwn(KEYS, key) ? KEYS[key]! : null;
  return found?.do === 'move' && shiftKey ? { do: 'move', by: found.by * 10 } : found;
}
