import type { Figure } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Signed } from '../components/index.ts';
import { formatFigure, type MoneyStyle } from '../format/index.ts';

interface FigureValueProps {
  readonly figure: Figure;
  readonly money: MoneyStyle;
  readonly arrow?: boolean;
  readonly ratioDecimals?: number;
}

/** A figure's value, with the colours of gain and loss where it has a sign. */
export function FigureValue({ figure, money, arrow = false, ratioDecimals }: FigureValueProps): ReactElement {
  const text = formatFigure(figure, money, ratioDecimals);
  if (figure.signed) return <Signed value={figure.value} text={text} arrow={arrow} />;
  return <span className="number">{text}</span>;
}
