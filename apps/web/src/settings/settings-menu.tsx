import type { ReactElement } from 'react';
import type { ZoneChoice } from '../format/index.ts';
import { Choice } from '../components/choice.tsx';
import type { Preferences } from './preferences.ts';
import { usePreferences } from './preferences-provider.tsx';

export const ZONE_WORDS: Readonly<Record<ZoneChoice, string>> = { utc: 'UTC', 'new-york': 'New York', local: 'Local' };
const THEME_WORDS: Readonly<Record<Preferences['theme'], string>> = { auto: 'Auto', light: 'Light', dark: 'Dark' };
const PALETTE_WORDS: Readonly<Record<Preferences['palette'], string>> = {
  'green-up': 'Green up, red down',
  'red-up': 'Red up, green down',
  'blue-up': 'Blue up, orange down',
};

/** Clock, colours and theme: kept in this browser. */
export function SettingsMenu(): ReactElement {
  const { preferences, change } = usePreferences();
  return (
    <div className="settings">
      <Choice label="Times" value={preferences.zone} words={ZONE_WORDS} onChange={(zone) => change({ zone })} />
      <Choice
        label="Colours"
        value={preferences.palette}
        words={PALETTE_WORDS}
        onChange={(palette) => change({ palette })}
      />
      <Choice label="Theme" value={preferences.theme} words={THEME_WORDS} onChange={(theme) => change({ theme })} />
    </div>
  );
}
