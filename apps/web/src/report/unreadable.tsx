import type { ReactElement } from 'react';

/** Instead of a blank page. */
export function Unreadable({ reason }: { readonly reason: string }): ReactElement {
  return (
    <main className="unreadable">
      <h1>This report cannot be shown</h1>
      <p>{reason}</p>
      <p>
        <code>pipwright report</code> writes it again from the run.
      </p>
    </main>
  );
}
