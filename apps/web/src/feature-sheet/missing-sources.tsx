import type { FeatureSheet } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Facts, Panel } from '../components/index.ts';
import { plural } from '../format/index.ts';
import { groupTitle } from './feature-words.ts';

/** What is not loaded, and how to load it. */
export function MissingSources({ missing }: { readonly missing: FeatureSheet['missing'] }): ReactElement | null {
  if (missing.length === 0) return null;
  const facts = missing.map(({ needs, features, action }) => ({
    name: `${groupTitle(needs)} (${plural(features, 'feature')})`,
    value: action,
  }));
  return (
    <Panel title="Not loaded">
      <Facts facts={facts} className="missing" />
    </Panel>
  );
}
