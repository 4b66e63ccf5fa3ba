import { backtest } from './backtest.ts';
import type { Benchmark } from './benchmark.ts';
import { candleToOrder } from './candle-to-order.ts';
import { eventEngine, eventEngineOrders } from './event-engine.ts';
import { featureStoreRead, featureStoreWrite } from './feature-store.ts';
import { featuresLive, featuresLiveAll } from './features-live.ts';
import { featuresH1, featuresH1Stream, featuresM1, featuresM1Threads } from './features.ts';
import { importM1 } from './import.ts';
import { indicators } from './indicators.ts';
import { journalAppend, journalReplay } from './journal.ts';
import { load } from './load.ts';
import { prediction } from './prediction.ts';
import { searchThreads } from './search.ts';
import { storeToReport } from './store-to-report.ts';
import { sweep } from './sweep.ts';
import { training, trainingThreads } from './training.ts';

/** Every benchmark, in the order in which data flows. */
export const benchmarks: readonly Benchmark[] = [
  importM1,
  load,
  indicators,
  featuresH1,
  featuresH1Stream,
  featuresM1,
  featuresM1Threads,
  featuresLive,
  featuresLiveAll,
  featureStoreWrite,
  featureStoreRead,
  training,
  trainingThreads,
  prediction,
  backtest,
  eventEngine,
  eventEngineOrders,
  sweep,
  searchThreads,
  storeToReport,
  candleToOrder,
  journalAppend,
  journalReplay,
];
