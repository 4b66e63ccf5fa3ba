import type { ReactElement } from 'react';

interface ToneBarProps {
  /** From -1 to 1; the bar grows from the middle, to the right for positive values. */
  readonly share: number;
}

/** A small signed bar beside a figure that says the same. */
export function ToneBar({ share }: ToneBarProps): ReactElement {
  const width = Math.min(1, Math.abs(share)) * 50;
  return (
    <svg className="tone-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <line x1="50" x2="50" y1="0" y2="8" />
      <rect className={share >= 0 ? 'up' : 'down'} x={share >= 0 ? 50 : 50 - width} y="1" width={width} height="6" />
    </svg>
  );
}
