import type { ReactElement } from 'react';

interface RankBarProps {
  /** Share of the values before that are below, 0 to 1. */
  readonly rank: number;
  readonly unusual: boolean;
}

/** Where a value stands among those before: a mark on a line from lowest to highest. The figure stands beside it. */
export function RankBar({ rank, unusual }: RankBarProps): ReactElement {
  const at = 2 + 96 * rank;
  return (
    <svg className="rank-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2="100" y1="4" y2="4" />
      <line x1="50" x2="50" y1="1.5" y2="6.5" />
      <rect className={unusual ? 'unusual' : ''} x={at - 2} y="0" width="4" height="8" />
    </svg>
  );
}
