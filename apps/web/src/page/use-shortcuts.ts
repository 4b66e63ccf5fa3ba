import { useEffect, useEffectEvent } from 'react';
import type { Control } from './use-control.ts';

/** Keys of the page; charts have their own while they have the focus. */
export const SHORTCUTS: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: 'Space', does: 'Play or pause the replay' },
  { keys: '.', does: 'Replay one candle and pause' },
  { keys: '/', does: 'Choose an indicator to draw' },
  { keys: '?', does: 'Show this list' },
  { keys: 'Esc', does: 'Close what is open; leave the candle under the crosshair' },
  { keys: '← →', does: 'On the chart: previous or next candle (with Shift: ten)' },
  { keys: 'Page Up, Page Down', does: 'On the chart: 24 candles back or forward' },
  { keys: 'Home, End', does: 'On the chart: first or last candle' },
  { keys: '+ −', does: 'On the chart: zoom in or out' },
  { keys: 'Alt + R', does: 'On the chart: reset the view' },
];

const CONTROLS = 'a[href], button, input, select, textarea, summary, dialog, [contenteditable], [role="application"]';

interface ShortcutsOptions {
  /** Whether the replay and the chart are in sight; without them there is only the list of keys. */
  readonly replay: boolean;
  readonly playing: boolean;
  readonly control: Control;
  readonly showShortcuts: () => void;
  readonly showIndicators: () => void;
}

function isInControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(CONTROLS) !== null;
}

/** Listens on the whole page; keys pressed inside a control belong to the control. */
export function useShortcuts({ replay, playing, control, showShortcuts, showIndicators }: ShortcutsOptions): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === '?' && !(event.target instanceof HTMLElement && event.target.matches('input, textarea'))) {
      event.preventDefault();
      showShortcuts();
      return;
    }
    if (!replay) return;
    // A chart has no use for it either: it is the key that charts elsewhere have for this.
    const onChart = event.target instanceof Element && event.target.matches('[role="application"]');
    if (event.key === '/' && (onChart || !isInControl(event.target))) {
      event.preventDefault();
      showIndicators();
      return;
    }
    if (isInControl(event.target)) return;
    if (event.key === ' ') {
      event.preventDefault();
      control({ action: playing ? 'pause' : 'play' });
    } else if (event.key === '.') {
      control({ action: 'step' });
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
