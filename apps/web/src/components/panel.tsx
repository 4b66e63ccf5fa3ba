import { use, useId, type ReactElement, type ReactNode } from 'react';
import { HeadingLevel } from './heading-level.ts';

interface PanelProps {
  readonly title: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A titled part of the page. */
export function Panel({ title, tools, children, className = '' }: PanelProps): ReactElement {
  const headingId = useId();
  const Heading = `h${use(HeadingLevel)}` as const;
  return (
    <section className={`panel ${className}`} aria-labelledby={headingId}>
      <header className="panel-head">
        <Heading id={headingId}>{title}</Heading>
        {tools === undefined ? null : <div className="panel-tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
