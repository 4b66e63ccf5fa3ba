import type { ReactElement } from 'react';

/** The notice that the licence of lightweight-charts asks for. */
export function Attribution(): ReactElement {
  return (
    <span>
      Charts:{' '}
      <a href="https://www.tradingview.com/" rel="noreferrer noopener">
        TradingView
      </a>{' '}
      Lightweight Charts™, © 2025 TradingView, Inc.
    </span>
  );
}
