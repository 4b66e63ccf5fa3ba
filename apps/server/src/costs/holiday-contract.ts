import { holidayNightsBetween, type Instrument } from '@pipwright/model';
import type { ContractFile } from './contract-file.ts';
import { readSettlementHolidays } from './cost-tables.ts';

/** Days for which nights are worked out: those of any data that is tested on, and some to come. */
const SPAN = { from: '2000-01-01', to: '2035-12-31' };

/**
 * The contract with the nights of interest that bank holidays move, from a table of `currency,date` and the two days on which
 * every bank is closed. Throws `COST_TABLE_UNREADABLE`.
 */
export function holidayContract(instrument: Instrument, contract: ContractFile, table: string): ContractFile {
  const tripleWeekday = contract.swap?.tripleWeekday ?? instrument.swap.tripleWeekday;
  const traded = { ...instrument, swap: { ...instrument.swap, tripleWeekday } };
  const holidays = table === '' ? {} : readSettlementHolidays(table);
  return { ...contract, swap: { ...contract.swap, holidayNights: holidayNightsBetween(traded, SPAN, holidays) } };
}
