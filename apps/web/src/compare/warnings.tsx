import type { ReactElement } from 'react';

/** Why these runs cannot simply be held against each other. */
export function Warnings({ warnings }: { readonly warnings: readonly string[] }): ReactElement | null {
  if (warnings.length === 0) return null;
  return (
    <section className="verdict none" aria-labelledby="warnings-heading">
      <h2 id="warnings-heading">
        <span aria-hidden="true">!</span> Compare with care
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  );
}
