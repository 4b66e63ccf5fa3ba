import type { Figure } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Explained } from '../components/index.ts';
import type { MoneyStyle } from '../format/index.ts';
import { FigureValue } from './figure-value.tsx';

interface TilesProps {
  readonly figures: readonly Figure[];
  readonly money: MoneyStyle;
}

/** The few figures that matter most, large. */
export function Tiles({ figures, money }: TilesProps): ReactElement {
  return (
    <section aria-label="Key figures">
      <dl className="tiles">
        {figures.map((figure) => (
          <div key={figure.name} className="tile">
            <dt>
              <Explained name={figure.name} explanation={figure.formula} />
            </dt>
            <dd>
              <FigureValue figure={figure} money={money} arrow />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
