import { use, useId, useState, type ReactElement, type ReactNode } from 'react';
import { HeadingLevel } from '../components/heading-level.ts';

interface ChartFrameProps {
  readonly title: string;
  /** What the chart shows, for those who do not see it. */
  readonly summary: string;
  readonly chart: ReactNode;
  /** The same figures as a table; built only when it is asked for. */
  readonly table: () => ReactNode;
  readonly tools?: ReactNode;
  readonly className?: string;
}

/** A chart with its table beside it: one button switches between them. */
export function ChartFrame(props: ChartFrameProps): ReactElement {
  const { title, summary, chart, table, tools, className = '' } = props;
  const [asTable, setAsTable] = useState(false);
  const headingId = useId();
  const Heading = `h${use(HeadingLevel)}` as const;
  return (
    <section className={`panel chart-frame ${className}`} aria-labelledby={headingId}>
      <header className="panel-head">
        <Heading id={headingId}>{title}</Heading>
        <div className="panel-tools">
          {tools}
          <button
            type="button"
            className="quiet"
            aria-pressed={asTable}
            aria-label={`${title}: show as table`}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Chart' : 'Table'}
          </button>
        </div>
      </header>
      <p className="visually-hidden">{summary}</p>
      {asTable ? <div className="chart-table">{table()}</div> : chart}
    </section>
  );
}
