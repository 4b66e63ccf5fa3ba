import type { Currency, Instrument, SymbolName } from '@pipwright/model';
import { z } from 'zod';
import { errors } from '../errors.ts';
import type { Stores } from '../stores.ts';
import { contractSchema, withContract, type ContractFile } from './contract-file.ts';

/** Where the contract of a symbol lies among the blobs. */
function contractBlobOf(symbol: SymbolName): string {
  return `costs/contract-${symbol.toLowerCase()}.json`;
}

/** Reads what a person wrote. Throws `CONTRACT_UNREADABLE`, which names the place. */
export function parseContract(text: string): ContractFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw errors.CONTRACT_UNREADABLE({ problem: 'it is not JSON' }, { cause: error });
  }
  const parsed = contractSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw errors.CONTRACT_UNREADABLE({ problem: z.prettifyError(parsed.error).replaceAll('\n', '; ') });
}

/** Stores a contract, or with null removes it, so that the catalogue holds again. */
export async function putContract(stores: Stores, symbol: SymbolName, contract: ContractFile | null): Promise<void> {
  const blob = contractBlobOf(symbol);
  if (contract === null) await stores.blobs.remove(blob);
  else await stores.blobs.put(blob, new TextEncoder().encode(JSON.stringify(contract)));
}

/** What is stored of a symbol's contract, or null. Throws `COSTS_UNREADABLE`. */
export async function readContract(stores: Stores, symbol: SymbolName): Promise<ContractFile | null> {
  const blob = contractBlobOf(symbol);
  const bytes = await stores.blobs.get(blob);
  if (bytes === null) return null;
  try {
    return parseContract(new TextDecoder().decode(bytes));
  } catch (error) {
    throw errors.COSTS_UNREADABLE({ blob, symbol }, { cause: error });
  }
}

/** The contract that a run of an instrument takes: the catalogue's, with what is stored of a broker's. */
export async function contractFor(stores: Stores, instrument: Instrument, account: Currency): Promise<Instrument> {
  const contract = await readContract(stores, instrument.symbol);
  return contract === null ? instrument : withContract(instrument, contract, account);
}
