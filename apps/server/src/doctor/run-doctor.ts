import type { Configuration } from '../configuration.ts';
import type { Stores } from '../stores.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { checkBuild, checkHome, checkMachine, checkNode, checkPort } from './machine-checks.ts';
import { checkCandles, checkJournals, checkLedger } from './store-checks.ts';

export type { DoctorCheck } from './doctor-check.ts';

/** Looks at everything that the platform needs. Never throws for what it finds. */
export async function runDoctor(configuration: Configuration, stores: Stores): Promise<readonly DoctorCheck[]> {
  return [
    checkNode(),
    checkMachine(),
    checkHome(configuration),
    checkBuild(),
    await checkPort(),
    ...(await checkCandles(stores)),
    ...(await checkLedger(configuration, stores)),
    checkJournals(configuration),
  ];
}
