import type { ModelStatusMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Facts, Panel } from '../components/index.ts';
import {
  formatCount,
  formatDate,
  formatDuration,
  formatNumber,
  formatPercent,
  humanName,
  plural,
} from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import { IntervalBar } from './interval-bar.tsx';

function against(value: number | null, baseline: number | null): string {
  if (value === null || baseline === null) return 'N/A';
  const better = value < baseline;
  return `${formatNumber(value, 4)}, ${better ? 'below' : 'not below'} ${formatNumber(baseline, 4)} of the base rate`;
}

function aucWords({ auc, aucLow, aucHigh }: ModelStatusMessage['validation']): string {
  if (auc === null) return 'N/A';
  if (aucLow === null || aucHigh === null) return formatNumber(auc, 3);
  return `${formatNumber(auc, 3)} (${formatNumber(aucLow, 3)} to ${formatNumber(aucHigh, 3)})`;
}

/** What the model was worth in validation and what it is worth in this run. */
export function ModelPanel({ model }: { readonly model: ModelStatusMessage | null }): ReactElement {
  const { zone } = usePreferences().preferences;
  if (model === null)
    return (
      <Panel title="Model health">
        <p className="empty">
          No model is loaded, so nothing can be predicted. Train one: <code>pipwright train EURUSD --timeframe H1</code>
        </p>
      </Panel>
    );
  const { validation, live } = model;
  const chance = validation.aucLow === null || validation.aucLow <= 0.5;
  return (
    <Panel title="Model health" className="model-panel">
      {model.inSample ? (
        <p className="notice warn" role="note">
          <strong>In sample.</strong> The replayed candles lie inside the time that this model was trained on: its
          results mean nothing.
        </p>
      ) : null}
      <p className={`verdict-line ${chance ? 'none' : 'some'}`}>{model.verdict}</p>
      <IntervalBar value={validation.auc} low={validation.aucLow} high={validation.aucHigh} />
      <Facts
        facts={[
          { name: 'Validation AUC', value: aucWords(validation) },
          { name: 'Against chance (0.5)', value: chance ? 'not distinguishable' : 'interval lies above' },
          { name: 'Brier score', value: against(validation.brier, validation.baselineBrier) },
          { name: 'Calibration error', value: formatPercent(validation.calibrationError) },
          { name: 'Validated on', value: `${formatCount(validation.samples)} samples` },
          {
            name: 'Live hit rate',
            value:
              live.resolved === 0
                ? 'N/A (none resolved yet)'
                : `${formatPercent(live.hitRate)} of ${formatCount(live.resolved)}`,
          },
          { name: 'Live Brier score', value: formatNumber(live.brier, 4) },
          { name: 'Trials', value: `${plural(model.trials, 'variant')} tried` },
          { name: 'Kind', value: humanName(model.kind) },
          { name: 'Horizon', value: formatDuration(model.horizonMs) },
          {
            name: 'Trained on',
            value: `${formatDate(model.trainedFrom, zone)} to ${formatDate(model.trainedTo, zone)}`,
          },
          { name: 'Model', value: <code>{model.id}</code> },
        ]}
      />
    </Panel>
  );
}
