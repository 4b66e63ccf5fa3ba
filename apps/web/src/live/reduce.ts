import type { EquityPointMessage, JobMessage, LiveMessage, PlatformState, UpdateMessage } from '@pipwright/protocol';

/** How much history the page keeps; a session of any length stays within it. */
export const HISTORY = { candles: 10_000, equity: 6000, trades: 1000, decisions: 400 } as const;

function appended<Item>(items: readonly Item[], added: readonly Item[], limit: number): Item[] {
  return added.length === 0 ? (items as Item[]) : [...items, ...added].slice(-limit);
}

/** The state lists the newest first, updates the oldest first. */
function prepended<Item>(items: readonly Item[], added: readonly Item[], limit: number): Item[] {
  return added.length === 0 ? (items as Item[]) : [...added.toReversed(), ...items].slice(0, limit);
}

/** Keeps the whole curve within `limit` points by dropping every other point of its older half. */
export function thinned(points: readonly EquityPointMessage[], limit: number): EquityPointMessage[] {
  let kept = [...points];
  while (kept.length > limit) {
    const half = kept.length >> 1;
    kept = kept.filter((_, index) => index >= half || index % 2 === 0);
  }
  return kept;
}

/**
 * The state after an update. An update of another run changes nothing: its snapshot is on the way.
 * Lists that did not change keep their identity, so that what shows them need not draw again.
 */
export function applyUpdate(state: PlatformState, update: UpdateMessage): PlatformState {
  if (update.run.id !== state.run.id) return state;
  const { run, replay, trading, account, model, positions } = update;
  const equity =
    update.equity.length === 0 ? state.equity : thinned([...state.equity, ...update.equity], HISTORY.equity);
  return {
    ...state,
    run,
    replay,
    trading,
    account,
    model,
    positions: positions.length === 0 && state.positions.length === 0 ? state.positions : positions,
    equity,
    candles: appended(state.candles, update.candles, HISTORY.candles),
    trades: prepended(state.trades, update.trades, HISTORY.trades),
    decisions: prepended(state.decisions, update.decisions, HISTORY.decisions),
  };
}

/** The jobs after a message that has those that changed; the others keep their identity. */
export function applyJobs(
  jobs: readonly JobMessage[],
  change: Extract<LiveMessage, { type: 'jobs' }>,
): readonly JobMessage[] {
  const known = new Map([...jobs, ...change.jobs].map((job) => [job.id, job]));
  return change.ids.flatMap((id) => known.get(id) ?? []);
}
