import type { SheetFeature } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { plural } from '../format/index.ts';
import { FeatureTable } from './feature-table.tsx';
import { extremity, isUnusual } from './feature-words.ts';

/** As many as stand beside the chart. */
const SHOWN = 20;

/** The values that lie furthest out among those of the rows before. */
export function UnusualFeatures({ features }: { readonly features: readonly SheetFeature[] }): ReactElement {
  const ranked = features.filter(({ rank }) => rank !== null);
  const furthest = ranked.toSorted((a, b) => extremity(b) - extremity(a)).slice(0, SHOWN);
  const unusual = features.filter(isUnusual).length;
  return (
    <Panel title="Furthest out" className="unusual-features">
      {furthest.length === 0 ? (
        <p className="empty">There is no row before to compare with.</p>
      ) : (
        <>
          <FeatureTable caption="The values furthest out among those of the rows before" features={furthest} />
          <p className="hint">
            {plural(unusual, 'value')} of {ranked.length} among the lowest or highest 2% of those before, in bold. About
            4 of 100 would be by chance.
          </p>
        </>
      )}
    </Panel>
  );
}
