/** The style sheet's colours that charts draw with; canvases cannot read custom properties themselves. */
const NAMES = [
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
