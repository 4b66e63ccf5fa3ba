import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Attribution } from '../components/attribution.tsx';

/** Which run this is, so that it can be repeated. */
export function ReportFooter({ report }: { readonly report: ReportDocument }): ReactElement {
  return (
    <footer className="footer">
      <span>
        Pipwright {report.version} · run <code>{report.runId}</code> · digest <code>{report.digest}</code>
      </span>
      <Attribution />
    </footer>
  );
}
