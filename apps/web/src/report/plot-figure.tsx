import { plot, type PlotOptions } from '@observablehq/plot';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { ChartColours } from '../charts/colours.ts';
import { useColours } from '../charts/use-colours.ts';

interface PlotFigureProps {
  readonly label: string;
  /** The marks, given the width in pixels and the colours; must be stable between draws. */
  readonly draw: (width: number, colours: ChartColours) => PlotOptions;
}

const NARROWEST_PX = 260;

/** An Observable Plot that follows the width of its container and the chosen colours. */
export function PlotFigure({ label, draw }: PlotFigureProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const colours = useColours();
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(NARROWEST_PX, Math.floor(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0 || colours === null) return undefined;
    const drawing = plot({
      width,
      ...draw(width, colours),
      style: { background: 'transparent', color: colours['ink-soft'], fontSize: '12px', fontFamily: 'inherit' },
    });
    container.current?.replaceChildren(drawing);
    return () => drawing.remove();
  }, [width, colours, draw]);
  return <div className="plot" ref={container} role="img" aria-label={label} />;
}
