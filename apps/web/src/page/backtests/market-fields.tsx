import { TIMEFRAMES } from '@pipwright/model';
import type { JobRequest, SeriesStatusMessage } from '@pipwright/protocol';
import type { ReactElement } from 'react';
import { Choice } from '../../components/index.ts';
import { formatCount } from '../../format/index.ts';
import { chosenSeries, groupSeries, storedDays } from './check-draft.ts';
import type { RequestDraft } from './draft.ts';

type Timeframe = JobRequest['timeframe'];

interface MarketFieldsProps {
  readonly draft: RequestDraft;
  readonly series: readonly SeriesStatusMessage[];
  readonly change: (part: Partial<RequestDraft>) => void;
}

/** Timeframes of which something is stored, and the one that was chosen, shortest first. */
function timeframeWords({ timeframe }: RequestDraft, series: readonly SeriesStatusMessage[]) {
  const known = TIMEFRAMES.filter((one) => one === timeframe || series.some((stored) => stored.timeframe === one));
  return Object.fromEntries(known.map((one) => [one, one])) as Record<Timeframe, string>;
}

function Symbols({ draft, series, change }: MarketFieldsProps): ReactElement {
  const { symbols, timeframe } = draft;
  const stored = series.filter((one) => one.timeframe === timeframe).map(({ symbol }) => symbol);
  const offered = [...new Set([...stored, ...symbols])].toSorted();
  return (
    <fieldset className="symbols">
      <legend>Symbols, of one account</legend>
      <div className="symbol-list">
        {offered.map((symbol) => (
          <label key={symbol} className="check">
            <input
              type="checkbox"
              checked={symbols.includes(symbol)}
              onChange={({ target }) =>
                change({ symbols: target.checked ? [...symbols, symbol] : symbols.filter((one) => one !== symbol) })
              }
            />
            {symbol}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What is stored of what was chosen. */
function Stored({ draft, series }: Pick<MarketFieldsProps, 'draft' | 'series'>): ReactElement {
  return (
    <ul className="hint stored">
      {groupSeries(chosenSeries(draft, series)).map(({ symbols, count, first, last }) => (
        <li key={symbols}>
          {symbols} {draft.timeframe}: {formatCount(count)} candles, <span className="number">{first}</span> to{' '}
          <span className="number">{last}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is traded: timeframe, symbols and range. */
export function MarketFields({ draft, series, change }: MarketFieldsProps): ReactElement {
  const days = storedDays(chosenSeries(draft, series));
  const limits = days === null ? {} : { min: days.first, max: days.end };
  const onTimeframe = (timeframe: Timeframe): void => {
    const there = series.filter((one) => one.timeframe === timeframe).map(({ symbol }) => symbol);
    const kept = draft.symbols.filter((symbol) => there.includes(symbol));
    change({ timeframe, symbols: kept.length > 0 ? kept : there.slice(0, 1) });
  };
  return (
    <>
      <div className="fields">
        <Choice
          label="Timeframe"
          value={draft.timeframe}
          words={timeframeWords(draft, series)}
          onChange={onTimeframe}
        />
        <label className="field">
          From
          <input
            type="date"
            {...limits}
            value={draft.from}
            onChange={(event) => change({ from: event.target.value })}
          />
        </label>
        <label className="field">
          Until, not included
          <input type="date" {...limits} value={draft.to} onChange={(event) => change({ to: event.target.value })} />
        </label>
        {draft.from === '' && draft.to === '' ? null : (
          <button type="button" className="quiet" onClick={() => change({ from: '', to: '' })}>
            Everything stored
          </button>
        )}
      </div>
      <Symbols draft={draft} series={series} change={change} />
      <Stored draft={draft} series={series} />
    </>
  );
}
