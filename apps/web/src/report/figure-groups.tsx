import type { ReportDocument } from '@pipwright/protocol';
import { Fragment, type ReactElement } from 'react';
import { Explained, Panel } from '../components/index.ts';
import type { MoneyStyle } from '../format/index.ts';
import { FigureValue } from './figure-value.tsx';

interface FigureGroupsProps {
  readonly groups: ReportDocument['figures'];
  readonly money: MoneyStyle;
}

/** Every figure, by group; the formula opens at its name. */
export function FigureGroups({ groups, money }: FigureGroupsProps): ReactElement {
  return (
    <section className="figure-groups" aria-label="All figures">
      {groups.map(({ group, figures }) => (
        <Panel key={group} title={group}>
          <dl className="facts">
            {figures.map((figure) => (
              <Fragment key={figure.name}>
                <dt>
                  <Explained name={figure.name} explanation={figure.formula} />
                </dt>
                <dd>
                  <FigureValue figure={figure} money={money} />
                </dd>
              </Fragment>
            ))}
          </dl>
        </Panel>
      ))}
    </section>
  );
}
