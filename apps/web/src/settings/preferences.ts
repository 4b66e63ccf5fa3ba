import { z } from 'zod';
import { ZONE_CHOICES } from '../format/index.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
/** Colours of rising and falling: teal and red, red and teal, or blue and orange. */
const PALETTES = ['green-up', 'red-up', 'blue-up'] as const;

const preferencesSchema = z.object({
  theme: z.enum(THEMES),
  palette: z.enum(PALETTES),
  zone: z.enum(ZONE_CHOICES),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { theme: 'auto', palette: 'green-up', zone: 'utc' };

const STORAGE_KEY = 'pipwright.preferences';

/** What this browser was told before; the defaults where it keeps nothing (a report in a sandbox has no storage). */
export function loadPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null');
    const parsed = preferencesSchema.safeParse(stored);
    return parsed.success ? parsed.data : DEFAULT_PREFERENCES;
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** Returns `false` where the browser refuses to keep them; they then last until the page is closed. */
export function savePreferences(preferences: Preferences): boolean {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences));
    return true;
  } catch {
    return false;
  }
}

/** The style sheet chooses its colours by these attributes of the root element. */
export function applyPreferences({ theme, palette }: Preferences): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = theme;
  dataset['palette'] = palette;
}
