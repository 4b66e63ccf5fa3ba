import { useEffect, useState } from 'react';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { readColours, type ChartColours } from './colours.ts';

/** The chart colours; read again when the theme or palette changes, here or in the system. */
export function useColours(): ChartColours | null {
  const { preferences } = usePreferences();
  const [colours, setColours] = useState<ChartColours | null>(null);
  useEffect(() => {
    const read = (): void => setColours(readColours());
    read();
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, [preferences.theme, preferences.palette]);
  return colours;
}
