import { REPLAY_SPEEDS, type ReplayMessage } from '@pipwright/protocol';
import { useId, type ReactElement } from 'react';
import { formatCount, formatDate, formatMinute, formatPercent, zoneLabel } from '../format/index.ts';
import { usePreferences } from '../settings/preferences-provider.tsx';
import type { Control } from './use-control.ts';

interface ReplayBarProps {
  readonly replay: ReplayMessage;
  readonly control: Control;
  readonly connected: boolean;
}

function speedWords(candlesPerSecond: number): string {
  return candlesPerSecond === 0 ? 'as fast as possible' : `${formatCount(candlesPerSecond)} candles/s`;
}

function SpeedSelect({ replay, control, connected }: ReplayBarProps): ReactElement {
  const id = useId();
  const known: readonly number[] = REPLAY_SPEEDS;
  const current = replay.candlesPerSecond;
  const speeds = known.includes(current) ? known : [current, ...known];
  return (
    <span className="choice">
      <label htmlFor={id}>Speed</label>
      <select
        id={id}
        value={String(current)}
        disabled={!connected}
        onChange={(event) => control({ action: 'speed', candlesPerSecond: Number(event.currentTarget.value) })}
      >
        {speeds.map((speed) => (
          <option key={speed} value={String(speed)}>
            {speedWords(speed)}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Plays, pauses and steps the replay; shows where in time it is. */
export function ReplayBar({ replay, control, connected }: ReplayBarProps): ReactElement {
  const { zone } = usePreferences().preferences;
  const { playing, time, from, to, done, total } = replay;
  const finished = total > 0 && done >= total;
  const share = total === 0 ? 0 : done / total;
  return (
    <section className="replay" aria-label="Replay">
      <div className="button-row">
        <button
          type="button"
          className="primary play"
          disabled={!connected || finished}
          aria-keyshortcuts="Space"
          onClick={() => control({ action: playing ? 'pause' : 'play' })}
        >
          <span aria-hidden="true">{playing ? '❚❚' : '▶'}</span> {playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          disabled={!connected || finished}
          onClick={() => control({ action: 'step' })}
          aria-keyshortcuts="."
        >
          Step
        </button>
        <SpeedSelect replay={replay} control={control} connected={connected} />
      </div>
      <div className="replay-where">
        <div className="replay-text number">
          <strong>
            {time === null ? 'Not started' : `${formatMinute(time, zone)} ${zoneLabel(time, zone)}`}
            {finished ? ' · finished' : playing ? '' : ' · paused'}
          </strong>
          <span className="soft">
            {formatCount(done)} of {formatCount(total)} candles · {formatPercent(share, 'negative', 1)}
          </span>
        </div>
        <progress max={Math.max(1, total)} value={done} aria-label="Replay progress" />
        <div className="replay-ends soft number">
          <span>{formatDate(from, zone)}</span>
          <span>{formatDate(to, zone)}</span>
        </div>
      </div>
    </section>
  );
}
