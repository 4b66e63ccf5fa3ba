import type { StrategyParameterMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { humanName } from '../../format/index.ts';

interface ParameterFieldProps {
  readonly parameter: StrategyParameterMessage;
  /** What is typed or chosen; the default where it is missing. */
  readonly text: string | undefined;
  readonly onChange: (text: string) => void;
}

/** A field for one parameter, with its range and meaning. */
export function ParameterField({ parameter, text, onChange }: ParameterFieldProps): ReactElement {
  const { name, kind, min, max, step, values, description } = parameter;
  const value = text ?? String(parameter.default);
  const label = humanName(name);
  if (kind === 'flag') {
    return (
      <label className="field check" title={description}>
        <input
          type="checkbox"
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {label}
      </label>
    );
  }
  if (kind === 'choice') {
    return (
      <label className="field" title={description}>
        {label}
        <select value={value} onChange={(event) => onChange(event.target.value)}>
          {values.map((one) => (
            <option key={one} value={one}>
              {humanName(one)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <label className="field" title={description}>
      {label}
      <input
        type="number"
        min={min ?? undefined}
        max={max ?? undefined}
        step={kind === 'integer' ? (step ?? 1) : 'any'}
        value={value}
        required
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="soft">
        {min} to {max}
      </span>
    </label>
  );
}
