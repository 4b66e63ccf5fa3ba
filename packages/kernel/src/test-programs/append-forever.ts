import { epochMs } from '@pipwright/model';
import { Journal, type SyncPolicy } from '../journal.ts';

// Appends batches of growing and shrinking size until it is killed, and says on its standard output how many records the
// journal has acknowledged after each.
const [file, syncPolicy] = process.argv.slice(2) as [string, SyncPolicy];
const journal = new Journal({ file, syncPolicy });
for (;;) {
  const first = journal.nextSequence;
  const entries = Array.from({ length: 1 + (first % 4) }, (_, index) => ({
    kind: index === 0 ? ('input' as const) : ('output' as const),
    type: 'count',
    time: epochMs(first + index),
    payload: { text: 'x'.repeat(((first + index) * 7919) % 9973) },
  }));
  journal.append(entries);
  await new Promise((resolve) => process.stdout.write(`${journal.nextSequence}\n`, resolve));
}
