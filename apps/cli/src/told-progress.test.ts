import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const MODULE = new URL('./told-progress.ts', import.meta.url).href;

/** Messages of a job that does `source`, in order. */
async function toldBy(source: string): Promise<unknown[]> {
  const text = `import { toldProgress } from '${MODULE}'; const progress = toldProgress(); ${source}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', text], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const told: unknown[] = [];
  child.on('message', (message) => told.push(message));
  await once(child, 'close');
  return told;
}

test('of what comes in quick succession the first and the latest are told', async () => {
  const told = await toldBy(`
    for (let step = 0; step < 1000; step++) progress.update(step / 1000, 'step ' + step);
    setTimeout(() => process.disconnect(), 300);`);
  expect(told).toEqual([
    { type: 'progress', doneFraction: 0, detail: 'step 0' },
    { type: 'progress', doneFraction: 0.999, detail: 'step 999' },
  ]);
});

test('a share stays between nothing and all', async () => {
  const told = await toldBy(`
    progress.update(-1);
    setTimeout(() => { progress.update(2, 'over'); process.disconnect(); }, 200);`);
  expect(told).toEqual([
    { type: 'progress', doneFraction: 0, detail: '' },
    { type: 'progress', doneFraction: 1, detail: 'over' },
  ]);
});

test('nothing is told, and nothing waits, without a platform', async () => {
  expect(await toldBy(`process.disconnect(); progress.update(0.5, 'nobody hears it'); progress.stop();`)).toEqual([]);
});
