import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createFeatureEngine, type FeatureEngine } from '@pipwright/features';
import { timeframeMs, type CandleColumns, type Timeframe } from '@pipwright/model';
import { nothingToDispose, type Benchmark, type Budget } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { EURUSD, madeMarket } from './made-market.ts';

/** The timeframes in which a symbol is traded at once. */
const LIVE: readonly Timeframe[] = ['M1', 'M5', 'M15', 'H1', 'H4', 'D1'];

/** Collects garbage now, so that what is left is what is kept. */
function heapKilobytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1024;
}

/** One timeframe: its engine, its candles, and the one that comes next. */
class LiveFrame {
  readonly engine: FeatureEngine;
  /** Minutes from one close to the next. */
  readonly minutes: number;
  readonly #candles: CandleColumns;
  #next = 0;

  constructor(timeframe: Timeframe, candles: CandleColumns) {
    this.engine = createFeatureEngine({ instrument: EURUSD, timeframe });
    this.minutes = timeframeMs(timeframe) / 60_000;
    this.#candles = candles;
  }

  close(): void {
    this.engine.update(this.#candles, this.#next++);
  }
}

/** Engines that have seen their warm-up take candle after candle; `closes` says which of them close at a moment. */
function liveBenchmark(options: {
  readonly name: string;
  readonly what: string;
  readonly budget: Budget | null;
  readonly closes: (moment: number, minutes: number) => boolean;
}): Benchmark {
  const { closes, ...about } = options;
  return {
    ...about,
    unit: 'moments',
    prepare(size) {
      const moments = size === 'full' ? 50_000 : 300;
      const warmUp = size === 'full' ? 5000 : 700;
      const markets = LIVE.map((timeframe) => madeMarket(timeframe, warmUp + moments).candles);
      const pass = () => {
        const frames = LIVE.map((timeframe, index) => new LiveFrame(timeframe, markets[index] as CandleColumns));
        for (const frame of frames) for (let candle = 0; candle < warmUp; candle++) frame.close();
        const latenciesMs = new Float64Array(moments);
        const heapBefore = size === 'full' ? heapKilobytes() : 0;
        for (let moment = 0; moment < moments; moment++) {
          const start = performance.now();
          for (const frame of frames) if (closes(moment, frame.minutes)) frame.close();
          latenciesMs[moment] = performance.now() - start;
        }
        const keptKilobytes = size === 'full' ? heapKilobytes() - heapBefore : 0;
        return Promise.resolve({
          count: moments,
          latenciesMs,
          digest: () => digestOf(frames.flatMap(({ engine }) => [engine.version, engine.row])),
          figures: () => ({ keptKilobytes }),
        });
      };
      return Promise.resolve({ pass, dispose: nothingToDispose });
    },
  };
}

export const featuresLive = liveBenchmark({
  name: 'features-live',
  what: 'a closed minute, and whatever it closes of M5, M15, H1, H4 and D1, through the whole catalogue',
  budget: { kind: 'p99', msMax: 0.2 },
  closes: (moment, minutes) => (moment + 1) % minutes === 0,
});

export const featuresLiveAll = liveBenchmark({
  name: 'features-live-all',
  what: 'a closed candle of all six timeframes at each moment, which happens once a day',
  budget: null,
  closes: () => true,
});
