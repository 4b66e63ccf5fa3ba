import type { SheetFeature } from '@pipwright/protocol';
import { useMemo, useState, type ReactElement } from 'react';
import { Panel } from '../components/index.ts';
import { plural } from '../format/index.ts';
import { FeatureTable } from './feature-table.tsx';
import { findFeatures, groupTitle, isUnusual } from './feature-words.ts';

interface SearchProps {
  readonly typed: string;
  readonly unusualOnly: boolean;
  readonly found: number;
  readonly onType: (typed: string) => void;
  readonly onUnusualOnly: (unusualOnly: boolean) => void;
}

function Search({ typed, unusualOnly, found, onType, onUnusualOnly }: SearchProps): ReactElement {
  return (
    <div className="feature-search" role="search">
      <input
        type="search"
        aria-label="Search features"
        placeholder="Search: rsi, volatility, H4 …"
        value={typed}
        onChange={(event) => onType(event.target.value)}
      />
      <label>
        <input type="checkbox" checked={unusualOnly} onChange={(event) => onUnusualOnly(event.target.checked)} />{' '}
        unusual only
      </label>
      <span className="soft" role="status">
        {plural(found, 'feature')}
      </span>
    </div>
  );
}

/** Every feature by group, with a search. */
export function FeatureGroups({ features }: { readonly features: readonly SheetFeature[] }): ReactElement {
  const [typed, setTyped] = useState('');
  const [unusualOnly, setUnusualOnly] = useState(false);
  const found = useMemo(() => {
    const named = findFeatures(features, typed);
    return unusualOnly ? named.filter(isUnusual) : named;
  }, [features, typed, unusualOnly]);
  const groups = useMemo(() => [...Map.groupBy(found, ({ group }) => group)], [found]);
  return (
    <section aria-label="All features">
      <Search
        typed={typed}
        unusualOnly={unusualOnly}
        found={found.length}
        onType={setTyped}
        onUnusualOnly={setUnusualOnly}
      />
      {groups.length === 0 ? <p className="empty">No feature is called or described so.</p> : null}
      <div className="feature-columns">
        {groups.map(([group, members]) => (
          <Panel key={group} title={`${groupTitle(group)} (${members.length})`}>
            <FeatureTable caption={groupTitle(group)} features={members} />
          </Panel>
        ))}
      </div>
    </section>
  );
}
