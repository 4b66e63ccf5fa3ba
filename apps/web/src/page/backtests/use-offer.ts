import type { SeriesStatusMessage } from '@pipwright/protocol';
import { useEffect, useState } from 'react';
import { fetchModels, fetchSeries, fetchStrategies, type RequestFailure } from '../../live/requests.ts';
import type { Offer } from './check-draft.ts';

export type OfferState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly failure: RequestFailure }
  | { readonly kind: 'known'; readonly offer: Offer };

/** Asks what there is to choose from, once. `series` are those that were stored when the platform was started. */
export function useOffer(series: readonly SeriesStatusMessage[]): OfferState {
  const [state, setState] = useState<OfferState>({ kind: 'asking' });
  const [before] = useState(series);
  useEffect(() => {
    let isShown = true;
    const ask = async (): Promise<void> => {
      const [strategies, stored, models] = await Promise.all([fetchStrategies(), fetchSeries(), fetchModels()]);
      if (!isShown) return;
      if (!strategies.ok) return setState({ kind: 'failed', failure: strategies.failure });
      setState({
        kind: 'known',
        offer: {
          strategies: strategies.value,
          series: stored.ok ? stored.value : before,
          models: models.ok ? models.value : [],
        },
      });
    };
    void ask();
    return () => {
      isShown = false;
    };
  }, [before]);
  return state;
}
