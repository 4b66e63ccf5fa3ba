import type { Timeframe } from '@pipwright/model';
import type { FeatureDescription } from '@pipwright/server';
import { renderDuration } from './duration.ts';

type Indicator = FeatureDescription['indicators'][number];

function titleOf({ name, parameters, timeframe, outputs }: Indicator): string {
  const values = Object.entries(parameters).map(([parameter, value]) => `${parameter} ${value}`);
  const settings = values.length === 0 ? '' : ` (${values.join(', ')})`;
  return `  ${name}${settings} over ${timeframe} candles: ${outputs.join(', ')}`;
}

function renderIndicator(indicator: Indicator): string {
  const { description, source, notes } = indicator;
  return [
    titleOf(indicator),
    `    ${description}`,
    ...(notes === null ? [] : [`    ${notes}`]),
    `    Source: ${source}`,
  ].join('\n');
}

/** Everything about one feature, for people. */
export function renderFeatureDescription(feature: FeatureDescription, base: Timeframe): string {
  const { name, group, unit, formula, source, lookbackBars, lookbackMs, timeframe, reads, indicators } = feature;
  const needs =
    feature.needs === 'candles' ? 'the candles alone' : `${feature.needs}; NaN throughout where that is not loaded`;
  const lines = [
    `${name}: ${group}, over ${base} candles`,
    `  formula       ${formula}`,
    `  source        ${source}`,
    `  unit          ${unit}`,
    `  lookback      ${lookbackBars.toLocaleString('en-US')} ${timeframe} ${lookbackBars === 1 ? 'candle' : 'candles'}, ${renderDuration(lookbackMs)} of open market`,
    `  available at  ${feature.availableAt}`,
    `  stationarity  ${feature.stationarity}`,
    `  needs         ${needs}`,
    `  complete row  ${feature.required ? 'needs it: models wait until it is a number' : 'may be without it'}`,
  ];
  if (reads.length > 0) lines.push(`  reads         ${reads.join(', ')}`);
  if (indicators.length > 0) lines.push('', 'Computed from', ...indicators.map(renderIndicator));
  return lines.join('\n');
}
