import type { StrategyInfoMessage } from '@pipwright/protocol';
import { useId, type ReactElement } from 'react';

interface StrategyChoiceProps {
  readonly strategies: readonly StrategyInfoMessage[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function Options({ strategies }: { readonly strategies: readonly StrategyInfoMessage[] }): ReactElement[] {
  return strategies.map(({ id, name, shipped, problem }) => (
    <option key={id} value={id}>
      {shipped || name === id ? id : `${name} (${id})`}
      {problem === null ? '' : ' – cannot be used'}
    </option>
  ));
}

/** The strategies that ship and those of the folder. */
export function StrategyChoice({ strategies, value, onChange }: StrategyChoiceProps): ReactElement {
  const id = useId();
  const own = strategies.filter(({ shipped }) => !shipped);
  const isKnown = strategies.some((one) => one.id === value);
  return (
    <span className="choice">
      <label htmlFor={id}>Strategy</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {isKnown ? null : <option value={value}>{value}</option>}
        <optgroup label="Shipped">
          <Options strategies={strategies.filter(({ shipped }) => shipped)} />
        </optgroup>
        {own.length === 0 ? null : (
          <optgroup label="Your folder “strategies”">
            <Options strategies={own} />
          </optgroup>
        )}
      </select>
    </span>
  );
}
