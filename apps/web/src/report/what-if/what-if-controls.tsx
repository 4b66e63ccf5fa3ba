import { useId, type ReactElement } from 'react';
import { formatCount, formatNumber } from '../../format/index.ts';
import { AS_IT_WAS, type WhatIfChoice } from './what-if.ts';

const COSTS = ['spread', 'slippage', 'commission', 'swap'] as const;
const WORDS = { spread: 'Spread', slippage: 'Slippage', commission: 'Commission', swap: 'Swap' } as const;
const FACTOR_MAX = 4;
const FACTOR_STEP = 0.05;
const LEFT_OUT_MAX = 50;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  readonly text: string;
  readonly onChange: (value: number) => void;
}

function Slider({ label, value, max, step, text, onChange }: SliderProps): ReactElement {
  const id = useId();
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
      <output htmlFor={id} className="number">
        {text}
      </output>
    </div>
  );
}

interface WhatIfControlsProps {
  readonly choice: WhatIfChoice;
  /** Trades there are. */
  readonly trades: number;
  /** How the clock of the hours is called. */
  readonly clock: string;
  readonly onChange: (choice: WhatIfChoice) => void;
}

/** Sliders for costs, and what is left out. */
export function WhatIfControls({ choice, trades, clock, onChange }: WhatIfControlsProps): ReactElement {
  const { skippedHours, bestLeftOut } = choice;
  const toggle = (hour: number): void =>
    onChange({
      ...choice,
      skippedHours: skippedHours.includes(hour) ? skippedHours.filter((one) => one !== hour) : [...skippedHours, hour],
    });
  return (
    <div className="what-if-controls">
      {COSTS.map((name) => (
        <Slider
          key={name}
          label={WORDS[name]}
          value={choice[name]}
          max={FACTOR_MAX}
          step={FACTOR_STEP}
          text={`× ${formatNumber(choice[name], 2)}`}
          onChange={(value) => onChange({ ...choice, [name]: value })}
        />
      ))}
      <Slider
        label="Best trades left out"
        value={bestLeftOut}
        max={Math.min(LEFT_OUT_MAX, trades)}
        step={1}
        text={formatCount(bestLeftOut)}
        onChange={(value) => onChange({ ...choice, bestLeftOut: value })}
      />
      <fieldset className="hours">
        <legend>Hours of entry that are skipped ({clock})</legend>
        {HOURS.map((hour) => (
          <button
            key={hour}
            type="button"
            className="hour"
            aria-pressed={skippedHours.includes(hour)}
            aria-label={`Skip ${String(hour).padStart(2, '0')}:00`}
            onClick={() => toggle(hour)}
          >
            {String(hour).padStart(2, '0')}
          </button>
        ))}
      </fieldset>
      <button type="button" className="quiet" disabled={choice === AS_IT_WAS} onClick={() => onChange(AS_IT_WAS)}>
        As it was
      </button>
    </div>
  );
}
