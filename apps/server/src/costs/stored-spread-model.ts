import { applySpreadModel, SPREAD_CLASSES, type SpreadModel } from '@pipwright/backtest';
import { isoTime, type CandleSeries, type Instrument, type SymbolName } from '@pipwright/model';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';

/** A spread model of the store, ready to be put on candles. */
export interface StoredSpreadModel {
  readonly model: SpreadModel;
  /** What it rests on, for the assumptions of a report. */
  readonly description: string;
  /** Gives candles whose ask side was only assumed the spreads of the model; quoted ones stay. */
  apply(series: CandleSeries): CandleSeries;
}

const points = z.number().min(0).max(1e6);

const schema = z.object({
  version: z.literal(1),
  symbol: z.string(),
  source: z.enum(['ticks', 'candles']),
  from: z.number(),
  to: z.number(),
  minutes: z.number().int().positive(),
  classes: z
    .array(
      z.object({
        minutes: z.number().int().min(0),
        mean: points.nullable(),
        spread: points,
        quantiles: z.tuple([points, points, points, points]).nullable(),
      }),
    )
    .length(SPREAD_CLASSES.length),
  volatility: z.object({ exponent: z.number().min(0).max(1), normaliser: z.number().positive() }),
});

/** Where the model of a symbol lies among the blobs. */
export function spreadBlobOf(symbol: SymbolName): string {
  return `costs/spread-${symbol.toLowerCase()}.json`;
}

export async function putSpreadModel(stores: Stores, model: SpreadModel): Promise<void> {
  await stores.blobs.put(spreadBlobOf(model.symbol), new TextEncoder().encode(JSON.stringify(model)));
}

/** The stored model of a symbol, or null. Throws `COSTS_UNREADABLE` where the blob is no model of it. */
export async function readSpreadModel(stores: Stores, symbol: SymbolName): Promise<SpreadModel | null> {
  const name = spreadBlobOf(symbol);
  const bytes = await stores.blobs.get(name);
  if (bytes === null) return null;
  try {
    const model = schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (model.symbol !== symbol) throw new RangeError(`it is a model of ${model.symbol}`);
    return model as unknown as SpreadModel;
  } catch (error) {
    throw errors.COSTS_UNREADABLE({ blob: name, symbol }, { cause: error });
  }
}

/** What a model rests on, in words. */
export function describeSpreadModel({ source, from, to, minutes }: SpreadModel): string {
  const days = `${isoTime(from).slice(0, 10)} to ${isoTime(to).slice(0, 10)}`;
  return `fitted by the time of the week to ${minutes.toLocaleString('en-US')} minutes of ${source === 'ticks' ? 'ticks' : 'quoted candles'} (${days})`;
}

/** The spread model that a run of an instrument takes where its data has no ask side; null where none was fitted. */
export async function spreadModelFor(stores: Stores, instrument: Instrument): Promise<StoredSpreadModel | null> {
  const model = await readSpreadModel(stores, instrument.symbol);
  if (model === null) return null;
  return {
    model,
    description: describeSpreadModel(model),
    apply: (series) => applySpreadModel(series, model, instrument).series,
  };
}
