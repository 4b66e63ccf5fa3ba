import type { ReactElement } from 'react';

interface SignedProps {
  readonly value: number | null;
  /** The value as text, with its sign. */
  readonly text: string;
  /** An arrow as well: for figures that stand alone. */
  readonly arrow?: boolean;
}

/** A gain or loss: coloured, and told by sign and arrow too, never by colour alone. */
export function Signed({ value, text, arrow = false }: SignedProps): ReactElement {
  const unsigned = value === null || !/[1-9]/.test(text);
  if (unsigned) return <span className="number">{text}</span>;
  const rise = value > 0;
  return (
    <span className={`number ${rise ? 'up' : 'down'}`}>
      {arrow ? <span aria-hidden="true">{rise ? '▲ ' : '▼ '}</span> : null}
      {text}
    </span>
  );
}
