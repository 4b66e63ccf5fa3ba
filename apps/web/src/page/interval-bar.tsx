import type { ReactElement } from 'react';

const FROM = 0.4;
const TO = 0.7;

function place(value: number): number {
  return ((Math.min(TO, Math.max(FROM, value)) - FROM) / (TO - FROM)) * 100;
}

interface IntervalBarProps {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The AUC and its interval on a scale from 0.40 to 0.70, with chance (0.5) marked. The figures stand beside it. */
export function IntervalBar({ value, low, high }: IntervalBarProps): ReactElement | null {
  if (value === null) return null;
  return (
    <div className="interval" aria-hidden="true">
      <svg viewBox="0 0 100 14" preserveAspectRatio="none">
        <line className="interval-axis" x1="0" x2="100" y1="7" y2="7" />
        <line className="interval-chance" x1={place(0.5)} x2={place(0.5)} y1="0" y2="14" />
        {low === null || high === null ? null : (
          <rect
            className="interval-range"
            x={place(low)}
            width={Math.max(0.8, place(high) - place(low))}
            y="4"
            height="6"
          />
        )}
        <rect className="interval-value" x={place(value) - 0.4} width="0.8" y="2" height="10" />
      </svg>
      <div className="interval-scale soft">
        <span>0.40</span>
        <span className="interval-half">chance 0.50</span>
        <span>0.70</span>
      </div>
    </div>
  );
}
