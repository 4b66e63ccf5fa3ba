import { createRandom } from '@pipwright/kernel';
import { allocateCandles, utcMs } from '@pipwright/model';
import type {
  CandleMessage,
  ControlMessage,
  PlatformMessage,
  PlatformState,
  RunSummaryMessage,
  UpdateMessage,
} from '@pipwright/protocol';
import type { PlatformPort } from '../http/platform-port.ts';
import type { ClosedCandles } from '../indicators/draw-indicator.ts';

const START = utcMs(2024, 3, 4);
const HOUR_MS = 3_600_000;

function madeCandles(seed: number, count: number): CandleMessage[] {
  const random = createRandom(seed).split('fixture');
  let points = 110_000;
  return Array.from({ length: count }, (_, index) => {
    const open = points;
    points += random.integer(41) - 20;
    const high = Math.max(open, points) + random.integer(10);
    const low = Math.min(open, points) - random.integer(10);
    const [o, h, l, c] = [open, high, low, points].map((value) => value / 1e5) as [number, number, number, number];
    return { time: START + index * HOUR_MS, open: o, high: h, low: l, close: c, spread: 0.00008, volume: 100 };
  });
}

/** A state as the page gets it, made up from a seed. */
function madeState(seed = 1): PlatformState {
  const candles = madeCandles(seed, 24);
  const time = START + 24 * HOUR_MS;
  const money = { balance: 1_000_000, equity: 1_002_500 };
  return {
    version: '0.1.0',
    mode: 'paper',
    simulated: true,
    instrument: { symbol: 'EURUSD', description: 'Euro vs US Dollar', digits: 5, pipSize: 0.0001, quote: 'USD' },
    timeframe: 'H1',
    run: { id: 'paper-0001', startedAt: START, journalRecords: 25, digest: 'ab12' },
    replay: { playing: true, candlesPerSecond: 5, time, from: START, to: time + 100 * HOUR_MS, done: 24, total: 124 },
    trading: { armed: true, reason: 'Opens positions.' },
    account: {
      currency: 'USD',
      minorDigits: 2,
      initialBalance: 1_000_000,
      ...money,
      margin: 0,
      freeMargin: 1_002_500,
      marginLevel: null,
      dayProfit: 2500,
      maximumDrawdown: 0.01,
    },
    model: null,
    series: [],
    candles,
    equity: [{ time, ...money }],
    positions: [],
    trades: [],
    decisions: [],
  };
}

/** An update that brings one candle. */
export function madeUpdate(index: number, text = ''): UpdateMessage {
  const { run, replay, trading, account, model } = madeState();
  const [candle] = madeCandles(index, 1) as [CandleMessage];
  return {
    type: 'update',
    run,
    replay: { ...replay, done: index },
    trading: { ...trading, reason: text },
    account,
    model,
    candles: [candle],
    equity: [],
    positions: [],
    trades: [],
    decisions: [],
  };
}

/** What the HTTP side is tested against: a platform that remembers what it was told and says what the test wants. */
export class FixturePlatform implements PlatformPort {
  readonly controls: ControlMessage[] = [];
  /** Thrown by the next calls, where set. */
  failure: Error | null = null;
  shown = madeState();
  readonly reports = new Map<string, string>();
  readonly #listeners = new Set<(message: PlatformMessage) => void>();
  #onChange: () => void = () => undefined;

  state(): PlatformState {
    if (this.failure !== null) throw this.failure;
    return this.shown;
  }

  async control(message: ControlMessage): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.controls.push(message);
  }

  async runs(): Promise<readonly RunSummaryMessage[]> {
    return [
      {
        id: 'backtest-eurusd-h1-0011aabb',
        kind: 'backtest',
        symbol: 'EURUSD',
        timeframe: 'H1',
        strategy: 'ema-cross',
        startedAt: START,
        finished: true,
        report: '/reports/backtest-eurusd-h1-0011aabb',
        verdict: 'No evidence of an edge.',
      },
    ];
  }

  async report(id: string): Promise<string | null> {
    return this.reports.get(id) ?? null;
  }

  async comparison(ids: readonly string[]): Promise<string> {
    return `<!doctype html><title>${ids.join(' and ')}</title>`;
  }

  candles(): ClosedCandles {
    const { candles } = this.shown;
    const columns = allocateCandles(candles.length);
    candles.forEach((candle, row) => {
      for (const name of ['time', 'open', 'high', 'low', 'close', 'volume'] as const) columns[name][row] = candle[name];
    });
    return { columns, length: candles.length };
  }

  subscribe(listener: (message: PlatformMessage) => void): () => void {
    this.#listeners.add(listener);
    this.#onChange();
    return () => {
      this.#listeners.delete(listener);
      this.#onChange();
    };
  }

  publish(message: PlatformMessage): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** Resolves as soon as so many pages listen. */
  async listeners(count: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#onChange = () => {
        if (this.#listeners.size === count) resolve();
      };
      this.#onChange();
    });
  }
}
