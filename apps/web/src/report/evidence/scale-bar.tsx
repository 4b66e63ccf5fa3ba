import type { ReactElement } from 'react';

interface ScaleBarProps {
  /** From 0 to 1, as `needed`. */
  readonly value: number;
  readonly needed: number;
  readonly good: boolean;
}

/** A value on a scale from 0 to 1, with a mark where evidence begins; beside a figure that says the same. */
export function ScaleBar({ value, needed, good }: ScaleBarProps): ReactElement {
  const within = Math.max(0, Math.min(1, value));
  return (
    <svg className="scale-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="scale-ground" y="2" width="100" height="6" />
      <rect className={good ? 'scale-good' : 'scale-poor'} y="2" width={within * 100} height="6" />
      <line x1={needed * 100} x2={needed * 100} y1="0" y2="10" />
    </svg>
  );
}
