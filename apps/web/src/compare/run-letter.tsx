import type { ReactElement } from 'react';

interface RunLetterProps {
  readonly letter: string;
  /** Place of the run: its colour. */
  readonly index: number;
}

const COLOURS = 6;

/** The letter of a run in its colour; lines of charts carry both. */
export function RunLetter({ letter, index }: RunLetterProps): ReactElement {
  return <span className={`run-letter study-${(index % COLOURS) + 1}`}>{letter}</span>;
}
