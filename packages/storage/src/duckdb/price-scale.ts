import type { SymbolName } from '@pipwright/model';
import { errors } from '../errors.ts';
import type { Database } from './database.ts';
import type { Dictionary, StoredSymbol } from './dictionary.ts';

const DECIMALS_MAX = 8;
const INTEGER_MAX = 2_147_483_647;

/** Tick of so many decimals, as the catalogue of instruments writes it. */
function tickOf(decimals: number): number {
  return 1 / 10 ** decimals;
}

/** Whole ticks in 1.0: what prices are divided by when they are read. */
export function ticksPerUnit(tickSize: number): number {
  return Math.round(1 / tickSize);
}

/**
 * Decimals that the prices are written with, at most 8 and at most as many as keep the largest of them, and
 * `largestBefore`, within 32 bits. The tolerance is far above the relative error of a float64
 * and far below that of a tick.
 */
export function decimalsOf(prices: Float64Array, atLeast: number, largestBefore: number): number {
  let largest = largestBefore;
  for (let index = 0; index < prices.length; index++) largest = Math.max(largest, Math.abs(prices[index] as number));
  const room = Math.max(0, Math.min(DECIMALS_MAX, Math.floor(Math.log10(INTEGER_MAX / Math.max(largest, 1)))));
  let decimals = atLeast;
  for (let index = 0; index < prices.length; index++) {
    for (; decimals < room; decimals++) {
      const scaled = (prices[index] as number) * 10 ** decimals;
      if (Math.abs(scaled - Math.round(scaled)) <= Math.abs(scaled) * 1e-11) break;
    }
    if (decimals >= room) return Math.max(room, atLeast);
  }
  return decimals;
}

/** Multiplies what is stored of a symbol, so that prices with more decimals fit beside it without loss. */
async function refine(database: Database, dictionary: Dictionary, stored: StoredSymbol, decimals: number) {
  const factor = 10 ** decimals / ticksPerUnit(stored.tickSize);
  const columns = ['open', 'high', 'low', 'close', 'ask_open', 'ask_high', 'ask_low', 'ask_close'];
  const assignments = columns.map((column) => `${column} = ${column} * ${factor}`).join(', ');
  const series = `SELECT series_id FROM series WHERE symbol_id = ${stored.id}`;
  await database.run(`UPDATE candles SET ${assignments} WHERE series_id IN (${series})`);
  await database.run(`UPDATE ticks SET bid = bid * ${factor}, ask = ask * ${factor} WHERE symbol_id = ${stored.id}`);
  return dictionary.changeTickSize(stored, tickOf(decimals));
}

async function largestStored(database: Database, stored: StoredSymbol): Promise<number> {
  const [row] = await database.rows(
    `SELECT greatest(
       (SELECT max(greatest(high, ask_high)) FROM candles JOIN series USING (series_id) WHERE symbol_id = $1),
       (SELECT max(greatest(bid, ask)) FROM ticks WHERE symbol_id = $1))`,
    [stored.id],
  );
  return Number(row?.[0] ?? 0) * stored.tickSize;
}

/**
 * The symbol with the tick that its prices are stored in. The tick of the contract is taken when the symbol is first
 * written, and stays. Without a contract, the tick is what the data shows; where later data is finer, what is stored
 * is converted. Runs inside the transaction of the write.
 */
export async function symbolForWriting(
  database: Database,
  dictionary: Dictionary,
  name: SymbolName,
  contractTickSize: number | null,
  prices: Float64Array,
): Promise<StoredSymbol> {
  const stored = dictionary.findSymbol(name);
  if (stored === undefined) {
    const tickSize = contractTickSize ?? tickOf(decimalsOf(prices, 0, 0));
    return dictionary.addSymbol(name, tickSize, contractTickSize !== null);
  }
  if (stored.hasContract) return stored;
  const before = Math.round(Math.log10(ticksPerUnit(stored.tickSize)));
  if (decimalsOf(prices, before, 0) === before) return stored;
  const decimals = decimalsOf(prices, before, await largestStored(database, stored));
  return decimals === before ? stored : refine(database, dictionary, stored, decimals);
}

/**
 * Prices as whole ticks: `toPoints` of the model over a column. Throws `PRICE_NOT_STORABLE` on NaN and on what does not
 * fit 32 bits.
 */
export function pointsOf(symbol: StoredSymbol, column: string, prices: Float64Array): Int32Array {
  const { tickSize } = symbol;
  const points = new Int32Array(prices.length);
  for (let index = 0; index < prices.length; index++) {
    const value = Math.round((prices[index] as number) / tickSize);
    if (!(value >= -INTEGER_MAX && value <= INTEGER_MAX))
      throw errors.PRICE_NOT_STORABLE({
        symbol: symbol.symbol,
        column,
        value: prices[index] as number,
        index,
        tickSize,
      });
    points[index] = value;
  }
  return points;
}
