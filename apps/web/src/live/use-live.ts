import { useEffect, useState, useSyncExternalStore } from 'react';
import { connect, liveUrl } from './connection.ts';
import { makeFrameScheduler } from './frames.ts';
import { LiveStore, type LiveView } from './live-store.ts';

/** Connects to the page's server for as long as the component is shown. */
export function useLive(): LiveView {
  const [store] = useState(() => new LiveStore(makeFrameScheduler()));
  useEffect(() => connect(store, liveUrl(window.location)), [store]);
  return useSyncExternalStore(store.subscribe, store.view);
}
