/** Colours of indicators, in the order in which they are taken; told apart with every kind of sight. */
export const STUDY_COLOURS = ['study-1', 'study-2', 'study-3', 'study-4', 'study-5', 'study-6'] as const;

/** The style sheet's colours that charts draw with; canvases cannot read custom properties themselves. */
const NAMES = [
  ...STUDY_COLOURS,
  'surface',
  'ink',
  'ink-soft',
  'line',
  'grid',
  'up',
  'down',
  'accent',
  'muted',
  'warn',
  'fall-fill',
] as const;
type Name = (typeof NAMES)[number];
export type ChartColours = Readonly<Record<Name, string>>;

/** Reads the colours as they are now, with theme and palette resolved. */
export function readColours(): ChartColours {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colours = {} as Record<Name, string>;
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}
