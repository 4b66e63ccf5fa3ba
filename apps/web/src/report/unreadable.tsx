import type { ReactElement } from 'react';

interface UnreadableProps {
  readonly reason: string;
  readonly what?: string;
  /** The command that writes such a file. */
  readonly command?: string;
}

/** Instead of a blank page. */
export function Unreadable({ reason, what = 'report', command = 'pipwright report' }: UnreadableProps): ReactElement {
  return (
    <main className="unreadable">
      <h1>This {what} cannot be shown</h1>
      <p>{reason}</p>
      <p>
        <code>{command}</code> writes it again.
      </p>
    </main>
  );
}
