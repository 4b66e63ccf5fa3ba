import type { ReactElement } from 'react';

/** `▲ Buy` or `▼ Sell`. */
export function SideMark({ side }: { readonly side: 'buy' | 'sell' }): ReactElement {
  return (
    <span className={`side ${side}`}>
      <span aria-hidden="true">{side === 'buy' ? '▲' : '▼'}</span> {side === 'buy' ? 'Buy' : 'Sell'}
    </span>
  );
}
