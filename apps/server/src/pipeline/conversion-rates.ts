import { CATALOGUE, lowerBound, timeframeMs, type Currency, type Instrument, type Timeframe } from '@pipwright/model';
import type { ConversionRates } from '@pipwright/trading';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';

interface Cross {
  readonly closeTime: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly inverse: boolean;
}

function crossOf(from: Currency, to: Currency): { instrument: Instrument; inverse: boolean } | null {
  for (const instrument of CATALOGUE) {
    if (instrument.base === from && instrument.quote === to) return { instrument, inverse: false };
    if (instrument.base === to && instrument.quote === from) return { instrument, inverse: true };
  }
  return null;
}

async function loadCross(stores: Stores, wanted: Instrument, timeframe: Timeframe, inverse: boolean): Promise<Cross> {
  const { symbol } = wanted;
  const { candles } = await stores.candles((store) => store.readCandles({ symbol, timeframe }));
  if (candles.length === 0) throw errors.NO_CANDLES({ symbol, timeframe });
  const closeTime = candles.time.map((time) => time + timeframeMs(timeframe));
  return { closeTime, bid: candles.close, ask: candles.askClose, inverse };
}

/**
 * Rates from an instrument's currencies to the account's, from stored closes of the crosses as they were known at the
 * time. Undefined where the instrument's own price does it. Throws `NO_CANDLES` where a cross is needed and not stored.
 */
export async function storedRates(
  stores: Stores,
  instrument: Instrument,
  timeframe: Timeframe,
  account: Currency,
): Promise<ConversionRates | undefined> {
  if (instrument.quote === account || instrument.base === account) return undefined;
  const crosses = new Map<Currency, Cross>();
  for (const from of [instrument.base, instrument.quote]) {
    const cross = crossOf(from, account);
    if (cross === null) throw errors.NO_CANDLES({ symbol: `${from}${account}`, timeframe });
    crosses.set(from, await loadCross(stores, cross.instrument, timeframe, cross.inverse));
  }
  return {
    rate(from, to, time) {
      const cross = to === account ? crosses.get(from) : undefined;
      if (cross === undefined) return undefined;
      const index = lowerBound(cross.closeTime, time + 1) - 1;
      const bid = cross.bid[index];
      const ask = cross.ask[index];
      if (bid === undefined || ask === undefined) return undefined;
      return cross.inverse ? { bid: 1 / ask, ask: 1 / bid } : { bid, ask };
    },
  };
}
