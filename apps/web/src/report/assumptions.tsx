import type { ReportDocument } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Facts, Panel } from '../components/index.ts';

/** Everything that was assumed and not measured. */
export function Assumptions({ assumptions }: { readonly assumptions: ReportDocument['assumptions'] }): ReactElement {
  return (
    <Panel title="Assumptions">
      <Facts className="assumptions" facts={assumptions} />
    </Panel>
  );
}
