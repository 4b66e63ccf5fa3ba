import { useId, type ReactElement, type ReactNode } from 'react';
import { HeadingLevel } from '../components/index.ts';

interface ReportGroupProps {
  /** Of the link in the contents. */
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the report under a heading of its own. */
export function ReportGroup({ id, title, children }: ReportGroupProps): ReactElement {
  const headingId = useId();
  return (
    <section id={id} className="report-group" aria-labelledby={headingId} tabIndex={-1}>
      <h2 id={headingId} className="group-heading">
        {title}
      </h2>
      <HeadingLevel value={3}>{children}</HeadingLevel>
    </section>
  );
}
