import type {
  Coordinate,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  SeriesAttachedParameter,
  UTCTimestamp,
} from 'lightweight-charts';

export interface PathEnd {
  readonly time: UTCTimestamp;
  readonly price: number;
}

interface Point {
  readonly x: Coordinate;
  readonly y: Coordinate;
}

type DrawTarget = Parameters<IPrimitivePaneRenderer['draw']>[0];

/**
 * A dashed line from entry to exit. A primitive and not a series: setting the data of a series makes the chart merge the
 * times of all series anew, which takes 0.1 s with twelve years of H1 candles.
 */
export class TradePath implements ISeriesPrimitive {
  #attached: SeriesAttachedParameter | null = null;
  #ends: readonly [PathEnd, PathEnd] | null = null;
  #colour = '';
  readonly #views: readonly IPrimitivePaneView[] = [
    { zOrder: () => 'top', renderer: () => ({ draw: (target) => this.#draw(target) }) },
  ];

  attached(parameters: SeriesAttachedParameter): void {
    this.#attached = parameters;
  }

  detached(): void {
    this.#attached = null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.#views;
  }

  /** Null takes the line away. */
  show(ends: readonly [PathEnd, PathEnd] | null): void {
    this.#ends = ends;
    this.#attached?.requestUpdate();
  }

  applyColour(colour: string): void {
    this.#colour = colour;
    this.#attached?.requestUpdate();
  }

  #point({ time, price }: PathEnd): Point | null {
    const x = this.#attached?.chart.timeScale().timeToCoordinate(time) ?? null;
    const y = this.#attached?.series.priceToCoordinate(price) ?? null;
    return x === null || y === null ? null : { x, y };
  }

  #draw(target: DrawTarget): void {
    if (this.#ends === null) return;
    const from = this.#point(this.#ends[0]);
    const to = this.#point(this.#ends[1]);
    if (from === null || to === null) return;
    target.useMediaCoordinateSpace(({ context }) => {
      context.strokeStyle = this.#colour;
      context.lineWidth = 2;
      context.setLineDash([5, 4]);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
      context.setLineDash([]);
    });
  }
}
