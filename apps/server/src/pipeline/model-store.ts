import { createHash } from 'node:crypto';
import { decodeModelFile, encodeModelFile, type ModelFile, type OutOfFold } from '@pipwright/learning';
import type { EpochMs, SymbolName, Timeframe } from '@pipwright/model';
import type { ModelRecord } from '@pipwright/storage/ports';
import type { Stores } from '../stores.ts';

/** Probabilities that a model gave for candles it had not seen, by open time of the candle. */
export interface UnseenPredictions {
  /** Ascending. */
  readonly time: Float64Array;
  readonly probabilityUp: Float64Array;
}

/** A model with what a backtest needs of its validation. */
export interface StoredModel {
  readonly id: string;
  /** SHA-256 of the model file. */
  readonly digest: string;
  readonly simulated: boolean;
  readonly file: ModelFile;
  /** Out-of-fold probabilities of the walk-forward. */
  readonly outOfFold: UnseenPredictions;
}

const blobOf = (id: string): string => `models/${id}.json`;
const predictionsBlobOf = (id: string): string => `models/${id}.out-of-fold`;

function encodePredictions({ time, probabilityUp }: UnseenPredictions): Uint8Array {
  const values = new Float64Array(2 * time.length);
  values.set(time);
  values.set(probabilityUp, time.length);
  return new Uint8Array(values.buffer);
}

function decodePredictions(bytes: Uint8Array): UnseenPredictions {
  const values = new Float64Array(bytes.slice().buffer);
  const length = values.length / 2;
  return { time: values.slice(0, length), probabilityUp: values.slice(length) };
}

/** Rows that were tested, as predictions by candle. `openTime` has one value per row of the data set. */
export function unseenPredictions(outOfFold: OutOfFold, openTime: Float64Array): UnseenPredictions {
  const rows = Array.from(outOfFold.calibrated.keys()).filter((row) => !Number.isNaN(outOfFold.calibrated[row]));
  return {
    time: Float64Array.from(rows, (row) => openTime[row] as number),
    probabilityUp: Float64Array.from(rows, (row) => outOfFold.calibrated[row] as number),
  };
}

/** Stores a model file with its out-of-fold predictions and enters it in the ledger. */
export async function putModel(
  stores: Stores,
  model: Omit<StoredModel, 'digest'> & { readonly summary: Readonly<Record<string, unknown>> },
): Promise<StoredModel> {
  const { id, file, outOfFold, simulated, summary } = model;
  const bytes = encodeModelFile(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  await stores.blobs.put(predictionsBlobOf(id), encodePredictions(outOfFold));
  await stores.blobs.put(blobOf(id), bytes);
  const ledger = await stores.ledger();
  await ledger.putModel({
    id,
    symbol: file.subject.symbol as SymbolName,
    timeframe: file.subject.timeframe as Timeframe,
    createdAt: file.subject.createdAt as EpochMs,
    blob: blobOf(id),
    summary: { ...summary, simulated, digest },
  });
  return { id, digest, simulated, file, outOfFold };
}

async function read(stores: Stores, { id, blob, summary }: ModelRecord): Promise<StoredModel | null> {
  const bytes = await stores.blobs.get(blob);
  const predictions = await stores.blobs.get(predictionsBlobOf(id));
  if (bytes === null || predictions === null) return null;
  return {
    id,
    digest: createHash('sha256').update(bytes).digest('hex'),
    simulated: summary['simulated'] === true,
    file: decodeModelFile(bytes),
    outOfFold: decodePredictions(predictions),
  };
}

/** How many models of a series are looked through for one that is asked for. */
const MODELS_MAX = 1000;

/** The newest model of a series, or the one of an id; null where there is none. */
export async function findModel(
  stores: Stores,
  wanted: {
    readonly symbol: SymbolName;
    readonly timeframe: Timeframe;
    readonly simulated: boolean;
    readonly id?: string;
  },
): Promise<StoredModel | null> {
  const { symbol, timeframe, simulated, id } = wanted;
  const ledger = await stores.ledger();
  const records = await ledger.listModels({ symbol, timeframe, limit: MODELS_MAX });
  const record = records.find(
    (one) => (one.summary['simulated'] === true) === simulated && (id === undefined || one.id === id),
  );
  return record === undefined ? null : read(stores, record);
}
