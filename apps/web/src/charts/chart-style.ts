import { ColorType, CrosshairMode, type ChartOptions, type DeepPartial, type Time } from 'lightweight-charts';
import { axisLabel, formatLongTime, type ZoneChoice } from '../format/index.ts';
import type { ChartColours } from './colours.ts';

/** The chart counts time in seconds. */
export function chartSeconds(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}

function milliseconds(time: Time): number {
  return Number(time) * 1000;
}

/** Axis and crosshair show the same clock; the data stays in UTC, so that no candle doubles when clocks change. */
export function clockOptions(zone: ZoneChoice): DeepPartial<ChartOptions> {
  return {
    localization: { locale: 'en', timeFormatter: (time: Time) => formatLongTime(milliseconds(time), zone) },
    timeScale: {
      tickMarkMaxCharacterLength: zone === 'utc' ? 8 : 12,
      tickMarkFormatter: (time: Time, mark: number) => axisLabel(milliseconds(time), mark, zone),
    },
  };
}

export function colourOptions(colours: ChartColours): DeepPartial<ChartOptions> {
  return {
    layout: {
      background: { type: ColorType.Solid, color: colours.surface },
      textColor: colours['ink-soft'],
      panes: { separatorColor: colours.line, separatorHoverColor: colours.grid },
    },
    grid: { vertLines: { color: colours.grid }, horzLines: { color: colours.grid } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.muted, labelBackgroundColor: colours.accent },
      horzLine: { color: colours.muted, labelBackgroundColor: colours.accent },
    },
    rightPriceScale: { borderColor: colours.line },
    timeScale: { borderColor: colours.line },
  };
}

/**
 * Options that never change. The logo is off because it injects a style element, which the page's content security policy
 * forbids; the attribution that the library's licence asks for stands in the page's footer.
 */
export const FIXED_OPTIONS: DeepPartial<ChartOptions> = {
  autoSize: true,
  layout: { attributionLogo: false, fontFamily: "system-ui, 'Segoe UI', Roboto, sans-serif", fontSize: 11 },
  timeScale: { timeVisible: true, secondsVisible: false, rightOffset: 6 },
  kineticScroll: { touch: true, mouse: false },
};
