import type { ReportDocument } from '@pipwright/protocol';
import { Fragment, type ReactElement } from 'react';
import { Explained, Panel } from '../components/index.ts';
import { humanName, plural, type MoneyStyle } from '../format/index.ts';
import { Calibration } from './calibration.tsx';
import { FigureValue } from './figure-value.tsx';
import { Importance } from './importance.tsx';

interface ModelSectionProps {
  readonly model: ReportDocument['model'];
  readonly money: MoneyStyle;
}

/** What the model predicts, how honest its probabilities are, and what it looks at. */
export function ModelSection({ model, money }: ModelSectionProps): ReactElement {
  if (model === null)
    return (
      <Panel title="Model">
        <p className="empty">This run used no model.</p>
      </Panel>
    );
  return (
    <div className="model-section">
      <Panel title="Model">
        <p className="hint-line">
          {humanName(model.kind)}, predicts “{model.label}”, validated in {plural(model.folds, 'purged fold')}.{' '}
          <code>{model.id}</code>
        </p>
        <dl className="facts">
          {model.figures.map((figure) => (
            <Fragment key={figure.name}>
              <dt>
                <Explained name={figure.name} explanation={figure.formula} />
              </dt>
              <dd>
                <FigureValue figure={figure} money={money} ratioDecimals={4} />
              </dd>
            </Fragment>
          ))}
        </dl>
      </Panel>
      <Calibration points={model.calibration} />
      <Importance importance={model.importance} />
    </div>
  );
}
