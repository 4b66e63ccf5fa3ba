import { readFileSync } from 'node:fs';
import { sharedData } from '../shared-data.ts';
import type { FeedContent } from './fake-dukascopy.ts';

/** Recorded answers of the newer feed by their path in it. */
const RECORDED_JSON: Readonly<Record<string, string>> = {
  'ticks/EUR-USD/2026/7/13/12': 'ticks-EUR-USD-2026-7-13-12.json',
  'candles/minute/EUR-USD/BID/2026/7/10': 'candles-minute-EUR-USD-BID-2026-7-10.json',
  'candles/minute/EUR-USD/BID/2026/7/11': 'candles-minute-EUR-USD-BID-2026-7-11-empty.json',
};

/** The real answers that lie beside the repository: EURUSD of 2019-02-04 in the old feed, three answers of the newer one. */
export const recordedFeed: FeedContent = {
  bi5(path) {
    const file = sharedData('dukascopy', ...path.split('/'));
    return file === undefined ? null : readFileSync(file);
  },
  json(path) {
    const name = RECORDED_JSON[path];
    const file = name === undefined ? undefined : sharedData('dukascopy', 'json', name);
    return file === undefined ? null : readFileSync(file, 'utf8');
  },
};
