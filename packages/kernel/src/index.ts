export * from './canonical-json.ts';
export * from './clock.ts';
export * from './event-loop.ts';
export * from './invariant.ts';
export * from './journal.ts';
export type { JournalRecord, JournalRecordKind } from './journal-format.ts';
export * from './random.ts';
export * from './scheduler.ts';
