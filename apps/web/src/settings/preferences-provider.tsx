import {
  createContext,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import {
  applyPreferences,
  DEFAULT_PREFERENCES,
  loadPreferences,
  savePreferences,
  type Preferences,
} from './preferences.ts';

interface PreferencesContext {
  readonly preferences: Preferences;
  readonly change: (changes: Partial<Preferences>) => void;
}

const Context = createContext<PreferencesContext>({ preferences: DEFAULT_PREFERENCES, change: () => undefined });

/** Gives the chosen theme, colours and clock to everything inside. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [preferences, setPreferences] = useState(loadPreferences);
  useLayoutEffect(() => applyPreferences(preferences), [preferences]);
  const change = useCallback((changes: Partial<Preferences>) => {
    setPreferences((current) => {
      const next = { ...current, ...changes };
      savePreferences(next);
      return next;
    });
  }, []);
  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): PreferencesContext {
  return use(Context);
}
