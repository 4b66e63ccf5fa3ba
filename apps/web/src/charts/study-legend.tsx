import type { ReactElement } from 'react';
import { Explained } from '../components/explained.tsx';
import { formatPrice, formatSignificant } from '../format/index.ts';
import type { Bars } from './bars.ts';
import { STUDY_COLOURS } from './colours.ts';
import { studyTitle, studyValuesAt, type Study } from './study.ts';

interface StudyLegendProps {
  readonly studies: readonly Study[];
  readonly bars: Bars;
  /** The candle under the crosshair; the last one where it is null. */
  readonly index: number | null;
  readonly digits: number;
  readonly onRemove: ((key: string) => void) | undefined;
}

/** What each study is, and its values at one candle, in the colours of its lines. */
export function StudyLegend({ studies, bars, index, digits, onRemove }: StudyLegendProps): ReactElement {
  const at = index !== null && index < bars.length ? index : bars.length - 1;
  const time = at < 0 ? null : bars.time(at);
  const starts = studies.map((_, place) =>
    studies.slice(0, place).reduce((sum, study) => sum + (study.values === null ? 0 : study.info.outputs.length), 0),
  );
  return (
    <ul className="study-legend" aria-label="Indicators on the chart">
      {studies.map((study, place) => (
        <li key={study.key}>
          <Explained name={studyTitle(study)} explanation={`${study.info.description} Source: ${study.info.source}`} />
          {study.problem === null ? null : <span className="problem">{study.problem}</span>}
          {(time === null ? null : studyValuesAt(study, time))?.map((value, output) => (
            <span
              key={study.info.outputs[output]}
              className={`study-value ${STUDY_COLOURS[((starts[place] ?? 0) + output) % STUDY_COLOURS.length] ?? ''}`}
            >
              {study.info.outputs.length === 1 ? '' : `${study.info.outputs[output] ?? ''} `}
              {value === null
                ? '–'
                : study.info.panes[output] === 'price'
                  ? formatPrice(value, digits)
                  : formatSignificant(value)}
            </span>
          ))}
          {onRemove === undefined ? null : (
            <button
              type="button"
              className="quiet remove"
              aria-label={`Remove ${studyTitle(study)}`}
              onClick={() => onRemove(study.key)}
            >
              ×
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
