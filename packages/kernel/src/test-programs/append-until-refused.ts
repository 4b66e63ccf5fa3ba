import { closeSync, readdirSync, readlinkSync } from 'node:fs';
import { epochMs, PipwrightError } from '@pipwright/model';
import { Journal } from '../journal.ts';

// Appends until the system refuses, then once more, and prints what happened as JSON. `full`: the parent has limited the
// size of files, and the records are long, the last one short. `lost`: the descriptor is closed behind the journal.
const [file, trouble] = process.argv.slice(2) as [string, 'full' | 'lost'];
const journal = new Journal({ file, syncPolicy: 'always' });

function append(size: number): string {
  try {
    const entry = { kind: 'input' as const, type: 'fill', time: epochMs(0), payload: 'x'.repeat(size) };
    // Several in one piece, so that a part of the piece holds whole records.
    journal.append([entry, entry, entry]);
    return 'ok';
  } catch (error) {
    return error instanceof PipwrightError ? error.code : String(error);
  }
}

const outcomes = [append(3000)];
if (trouble === 'lost') {
  for (const descriptor of readdirSync('/proc/self/fd').map(Number)) {
    let target = '';
    try {
      target = readlinkSync(`/proc/self/fd/${descriptor}`);
    } catch {
      // The descriptor of the listing itself is gone by now.
    }
    if (target === file) closeSync(descriptor);
  }
}
while (outcomes.at(-1) === 'ok') outcomes.push(append(3000));
const acknowledged = journal.nextSequence;
const afterwards = append(10);
process.stdout.write(JSON.stringify({ refusal: outcomes.at(-1), acknowledged, afterwards }));
