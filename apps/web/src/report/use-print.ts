import { useCallback, useEffect, useRef } from 'react';
import type { Preferences } from '../settings/preferences.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';

/** Long enough for the charts to draw themselves in the light theme and at the width of the paper. */
const REDRAW_MS = 300;

/** Prints in the light theme at the width of A4, with charts and all that is folded, and returns to what was chosen. */
export function usePrint(): () => void {
  const { preferences, change } = usePreferences();
  const before = useRef<Preferences['theme']>(preferences.theme);
  useEffect(() => {
    const restore = (): void => {
      delete document.documentElement.dataset['printing'];
      change({ theme: before.current });
    };
    window.addEventListener('afterprint', restore);
    return () => window.removeEventListener('afterprint', restore);
  }, [change]);
  useEffect(() => {
    before.current = preferences.theme;
  }, [preferences.theme]);
  return useCallback(() => {
    const chosen = before.current;
    change({ theme: 'light' });
    document.documentElement.dataset['printing'] = 'yes';
    for (const part of document.querySelectorAll('details')) part.open = true;
    setTimeout(() => {
      before.current = chosen;
      window.print();
    }, REDRAW_MS);
  }, [change]);
}
