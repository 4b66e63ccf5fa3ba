import type { InstrumentMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { formatLongTime, formatPips, formatPrice, type ZoneChoice } from '../format/index.ts';
import type { Bars } from './bars.ts';

interface PriceLegendProps {
  readonly bars: Bars;
  /** The candle under the crosshair; the last one where it is null. */
  readonly index: number | null;
  readonly instrument: InstrumentMessage;
  readonly zone: ZoneChoice;
}

/** Open, high, low, close, change and spread of one candle. */
export function PriceLegend({ bars, index, instrument, zone }: PriceLegendProps): ReactElement {
  const at = index !== null && index < bars.length ? index : bars.length - 1;
  if (at < 0) return <p className="legend">No candle yet</p>;
  const { digits, pipSize } = instrument;
  const change = (bars.close(at) - bars.open(at)) / pipSize;
  const spread = bars.spread(at);
  const rise = change > 0;
  const tone = Math.abs(change) < 0.05 ? '' : rise ? 'up' : 'down';
  return (
    <p className="legend">
      <span className="legend-time">{formatLongTime(bars.time(at), zone)}</span>
      {(['open', 'high', 'low', 'close'] as const).map((name) => (
        <span key={name}>
          <abbr title={name}>{name.charAt(0).toUpperCase()}</abbr> {formatPrice(bars[name](at), digits)}
        </span>
      ))}
      <span className={tone}>
        {tone === '' ? '' : rise ? '▲ ' : '▼ '}
        {formatPips(change, 'always')} pips
      </span>
      {spread === null ? null : <span>spread {formatPips(spread / pipSize)}</span>}
    </p>
  );
}
