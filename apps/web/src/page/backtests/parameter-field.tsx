import type { StrategyParameterMessage } from '@pipwright/protocol';
import { useId, type ReactElement } from 'react';
import { formatCount, humanName, plural } from '../../format/index.ts';

interface ParameterFieldProps {
  readonly parameter: StrategyParameterMessage;
  /** What is typed or chosen; the default where it is missing. */
  readonly text: string | undefined;
  readonly onChange: (text: string) => void;
  /** What a search does with it; `none` where nothing is searched. */
  readonly search: 'none' | 'held' | 'grid' | 'freely';
  readonly onSearched: (searched: boolean) => void;
}

/** `stopAtr` as `Stop atr`. */
function labelOf(name: string): string {
  return humanName(name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase());
}

function rangeOf({ kind, min, max, values }: StrategyParameterMessage): string {
  if (kind === 'flag') return 'on or off';
  if (kind === 'choice') return values.join(', ');
  return `${formatRaw(min)} to ${formatRaw(max)}`;
}

/** As it is typed: `0.2`, and `40,000,000,000`. */
function formatRaw(value: number | null): string {
  return value !== null && Number.isInteger(value) ? formatCount(value) : String(value ?? '');
}

function Input({
  id,
  describedBy,
  parameter,
  value,
  onChange,
}: {
  readonly id: string;
  readonly describedBy: string;
  readonly parameter: StrategyParameterMessage;
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactElement {
  const { kind, min, max, values } = parameter;
  const shared = { id, 'aria-describedby': describedBy };
  if (kind === 'flag') {
    return (
      <input
        {...shared}
        type="checkbox"
        checked={value === 'true'}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    );
  }
  if (kind === 'choice') {
    return (
      <select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...shared}
      type="number"
      min={min ?? undefined}
      max={max ?? undefined}
      step={kind === 'integer' ? 1 : 'any'}
      value={value}
      required
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One parameter: its value, or that it is searched, with its range and what it means. */
export function ParameterField({ parameter, text, onChange, search, onSearched }: ParameterFieldProps): ReactElement {
  const id = useId();
  const hint = useId();
  const { name, description, gridValues } = parameter;
  const label = labelOf(name);
  const isSearched = search === 'grid' || search === 'freely';
  return (
    <div className="parameter">
      <label htmlFor={id}>{label}</label>
      <div className="parameter-value">
        {isSearched ? (
          <span className="searched">{rangeOf(parameter)}</span>
        ) : (
          <Input
            id={id}
            describedBy={hint}
            parameter={parameter}
            value={text ?? String(parameter.default)}
            onChange={onChange}
          />
        )}
        {search === 'none' ? (
          <span className="soft">{rangeOf(parameter)}</span>
        ) : (
          <label className="check">
            <input
              id={isSearched ? id : undefined}
              type="checkbox"
              checked={isSearched}
              aria-label={`Search ${label}`}
              onChange={(event) => onSearched(event.target.checked)}
            />
            search
          </label>
        )}
      </div>
      <p id={hint} className="hint">
        {description}
        {search === 'grid' ? ` Grid: ${plural(gridValues, 'value')}.` : ''}
      </p>
    </div>
  );
}
