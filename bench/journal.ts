import { Journal, EventLoop, type Fold, type RunEvent } from '@pipwright/kernel';
import { epochMs } from '@pipwright/model';
import type { Benchmark, BenchmarkSize } from './benchmark.ts';
import { digestOf } from './digest.ts';
import { scratchFolder } from './scratch-folder.ts';

const HOUR_MS = 3_600_000;

/** One output of about the size of a decision for each candle, from the candle and the sum of all before it. */
class SumOfCloses implements Fold {
  #sum = 0;

  apply(input: RunEvent, emit: (output: RunEvent) => void): void {
    const { close } = input.payload as { readonly close: number };
    this.#sum += close;
    const reasons = ['trend', 'momentum', 'volatility'].map((feature) => ({ feature, contribution: close / 1000 }));
    emit({ type: 'decision', time: input.time, payload: { sum: this.#sum, outcome: 'no-signal', reasons } });
  }
}

function candleClosed(index: number): RunEvent {
  const close = 110_000 + ((index * 7919) % 1000);
  const payload = { open: close - 3, high: close + 9, low: close - 11, close, ask: close + 12, volume: index % 500 };
  return { type: 'candle.closed', time: epochMs(index * HOUR_MS), payload };
}

function writeRun(file: string, candles: number): EventLoop {
  const journal = new Journal({ file, syncPolicy: 'batch' });
  const loop = new EventLoop(new SumOfCloses(), journal);
  for (let index = 0; index < candles; index++) loop.dispatch(candleClosed(index));
  journal.close();
  return loop;
}

const candlesOf = (size: BenchmarkSize): number => (size === 'full' ? 100_000 : 2000);
const digestOfLoop = ({ digest, length }: EventLoop): string => digestOf([digest, String(length)]);

export const journalAppend: Benchmark = {
  name: 'journal-append',
  what: 'candles through the event loop into the journal, one decision for each, synced every 256 records',
  unit: 'records',
  budget: null,
  prepare(size) {
    const folder = scratchFolder();
    let run = 0;
    const pass = () => {
      const loop = writeRun(folder.file(`run-${run++}.journal`), candlesOf(size));
      return Promise.resolve({ count: loop.length, digest: () => digestOfLoop(loop) });
    };
    return Promise.resolve({ pass, dispose: () => folder.remove() });
  },
};

export const journalReplay: Benchmark = {
  name: 'journal-replay',
  what: 'the same journal opened again: read, checked, folded, every output compared with the recorded one',
  unit: 'records',
  budget: null,
  sameDigestAs: 'journal-append',
  prepare(size) {
    const folder = scratchFolder();
    const file = folder.file('run.journal');
    writeRun(file, candlesOf(size));
    const pass = () => {
      const journal = new Journal({ file, syncPolicy: 'batch' });
      const loop = new EventLoop(new SumOfCloses(), journal);
      journal.close();
      return Promise.resolve({ count: loop.length, digest: () => digestOfLoop(loop) });
    };
    return Promise.resolve({ pass, dispose: () => folder.remove() });
  },
};
