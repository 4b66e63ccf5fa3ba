import { useEffect, useState } from 'react';

/** The parts of the page: the paper account that is live, and runs over the past. */
export const VIEWS = { account: 'Paper account', backtests: 'Backtests' } as const;
export type View = keyof typeof VIEWS;

/** The view that an address names; null where it names something else, as the link that skips to the figures does. */
function viewOf(hash: string): View | null {
  if (hash === '' || hash === '#account') return 'account';
  return hash === '#backtests' ? 'backtests' : null;
}

/** The view of the page's address, which links change and the browser's Back undoes. */
export function useView(): View {
  const [view, setView] = useState<View>(() => viewOf(window.location.hash) ?? 'account');
  useEffect(() => {
    const onChange = (): void => setView((before) => viewOf(window.location.hash) ?? before);
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return view;
}
