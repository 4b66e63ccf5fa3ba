import type { IndicatorInfo } from '@pipwright/protocol';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { humanName } from '../../format/index.ts';
import { findIndicators } from './find-indicators.ts';
import { STUDIES_MAX } from './study-choices.ts';
import type { Studies } from './use-studies.ts';

interface IndicatorDialogProps {
  readonly studies: Studies;
  readonly onClose: () => void;
}

/** Parameters of one indicator as number fields, and the button that puts it on the chart. */
function Chosen({
  info,
  onAdd,
}: {
  readonly info: IndicatorInfo;
  readonly onAdd: (parameters: Record<string, number>) => void;
}): ReactElement {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const parameters = Object.fromEntries(
    info.parameters.map(({ name, value }) => [name, texts[name] === undefined ? value : Number(texts[name])]),
  );
  const isValid = Object.values(parameters).every(Number.isFinite) && Object.values(texts).every((text) => text !== '');
  return (
    <form
      className="indicator-chosen"
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) onAdd(parameters);
      }}
    >
      <p>{info.description}</p>
      <p className="soft">Source: {info.source}</p>
      {info.notes === null ? null : <p className="soft">{info.notes}</p>}
      <div className="indicator-parameters">
        {info.parameters.map(({ name, value }) => (
          <label key={name}>
            {humanName(name)}
            <input
              type="number"
              step="any"
              value={texts[name] ?? String(value)}
              onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            />
          </label>
        ))}
        <button type="submit" className="primary" disabled={!isValid}>
          Draw
        </button>
      </div>
    </form>
  );
}

/** A list of all indicators with a search field. Esc closes it. */
export function IndicatorDialog({ studies, onClose }: IndicatorDialogProps): ReactElement {
  const { indicators, failure, choices, add } = studies;
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const found = indicators === null ? [] : findIndicators(indicators, typed);
  const isFull = choices.length >= STUDIES_MAX;
  return (
    <dialog ref={dialog} className="dialog indicator-dialog" aria-label="Indicators" onClose={onClose}>
      <h2>Indicators</h2>
      <input
        type="search"
        aria-label="Search indicators"
        placeholder="Search by name, or by what it measures"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="soft" role="status">
        {failure === null ? null : `${failure.message} ${failure.action}`}
        {indicators === null && failure === null ? 'Asking the server …' : null}
        {indicators === null ? null : `${found.length} of ${indicators.length}`}
        {isFull ? ` · ${STUDIES_MAX} are on the chart: remove one first` : null}
      </p>
      <ul className="indicator-list">
        {found.map((info) => (
          <li key={info.id}>
            <button
              type="button"
              className="indicator-name"
              aria-expanded={open === info.id}
              onClick={() => setOpen(open === info.id ? null : info.id)}
            >
              <span>{info.name}</span>
              <span className="soft">{humanName(info.group)}</span>
            </button>
            {open === info.id ? (
              <Chosen
                info={info}
                onAdd={(parameters) => {
                  if (isFull) return;
                  add({ id: info.id, parameters });
                  dialog.current?.close();
                }}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}
