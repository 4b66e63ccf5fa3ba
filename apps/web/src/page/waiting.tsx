import type { ReactElement } from 'react';

/** Before the first snapshot. */
export function Waiting(): ReactElement {
  return (
    <main id="main" className="waiting" tabIndex={-1}>
      <h1>Pipwright</h1>
      <p>Waiting for the platform's first figures. On the first start this can take a few seconds.</p>
    </main>
  );
}
