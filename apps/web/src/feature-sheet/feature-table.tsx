import type { SheetFeature } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Explained } from '../components/index.ts';
import { absentText, explanationOf, isUnusual, rankText, valueText } from './feature-words.ts';
import { RankBar } from './rank-bar.tsx';

interface FeatureTableProps {
  readonly caption: string;
  readonly features: readonly SheetFeature[];
}

function FeatureRow({ feature }: { readonly feature: SheetFeature }): ReactElement {
  const { name, value, unit, rank } = feature;
  const unusual = isUnusual(feature);
  return (
    <tr className={unusual ? 'unusual' : ''}>
      <th scope="row">
        <Explained name={name} explanation={explanationOf(feature)} />
      </th>
      {value === null ? (
        <td colSpan={3} className="soft absent">
          {absentText(feature)}
        </td>
      ) : (
        <>
          <td className="numeric">
            {valueText(value)} <span className="soft unit">{unit}</span>
          </td>
          <td>{rank === null ? null : <RankBar rank={rank} unusual={unusual} />}</td>
          <td className="numeric rank-figure">{rankText(feature)}</td>
        </>
      )}
    </tr>
  );
}

/** Features with value, unit and rank; what each is opens at its name. */
export function FeatureTable({ caption, features }: FeatureTableProps): ReactElement {
  return (
    <table className="feature-table">
      <caption className="visually-hidden">{caption}</caption>
      <colgroup>
        <col className="name-column" />
        <col className="value-column" />
        <col className="bar-column" />
        <col className="rank-column" />
      </colgroup>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Value and unit</th>
          <th scope="col">Rank as a bar</th>
          <th scope="col">Share of the values before that are below</th>
        </tr>
      </thead>
      <tbody>
        {features.map((feature) => (
          <FeatureRow key={feature.name} feature={feature} />
        ))}
      </tbody>
    </table>
  );
}
