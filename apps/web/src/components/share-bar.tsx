import type { ReactElement } from 'react';

/** A small bar from the left, beside a figure that says the same; `share` from 0 to 1. */
export function ShareBar({ share }: { readonly share: number }): ReactElement {
  return (
    <svg className="share-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect y="1" width={Math.max(0, Math.min(1, share)) * 100} height="6" />
    </svg>
  );
}
