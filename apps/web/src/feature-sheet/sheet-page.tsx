import type { FeatureSheet } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Attribution } from '../components/attribution.tsx';
import { FeatureGroups } from './feature-groups.tsx';
import { MissingSources } from './missing-sources.tsx';
import { SheetChart } from './sheet-chart.tsx';
import { SheetHeader } from './sheet-header.tsx';
import { UnusualFeatures } from './unusual-features.tsx';

/** The row of one candle: where it stands, what is unusual, and every feature. */
export function SheetPage({ sheet }: { readonly sheet: FeatureSheet }): ReactElement {
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the chart
      </a>
      <SheetHeader sheet={sheet} />
      <main id="main" className="report" tabIndex={-1}>
        <div className="sheet-top">
          <SheetChart sheet={sheet} />
          <UnusualFeatures features={sheet.features} />
        </div>
        <FeatureGroups features={sheet.features} />
        <MissingSources missing={sheet.missing} />
      </main>
      <footer className="footer">
        <span>
          Pipwright {sheet.version} · catalogue <code>{sheet.catalogue}</code>
        </span>
        <Attribution />
      </footer>
    </>
  );
}
