import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';

const MODULE = new URL('./follow-parent.ts', import.meta.url).href;

/** A command that follows its parent, tells it that it is ready, and then does `rest`. */
const command = (rest: string): string => `
  import { followParent } from '${MODULE}';
  const unfollow = followParent(() => { console.error('stopped'); process.exit(130); }, 200);
  process.send('ready', () => { ${rest} });`;

/** A platform that starts a command as a job and says when it is ready. */
const platform = (source: string): string => `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(source)}], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('message', (text) => console.log(text));
  setInterval(() => {}, 1000);`;

/**
 * Starts both and kills the platform in a way that it cannot hear of. Resolves when the command is gone as well, with what
 * it had to say.
 */
async function orphaned(source: string): Promise<string> {
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', platform(source)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  parent.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(createInterface({ input: parent.stdout }), 'line');
  // The pipe for complaints ends with the last process that holds it: the command.
  const ended = once(parent.stderr, 'close');
  parent.kill('SIGKILL');
  await ended;
  return said;
}

describe.skipIf(process.platform === 'win32')('a command whose platform was killed', () => {
  test('stops in good order', async () => {
    expect(await orphaned(command('setInterval(() => {}, 1000);'))).toBe('stopped\n');
  });

  test('is killed where it is in a loop without an end', async () => {
    expect(await orphaned(command('for (;;);'))).toBe('');
  });
});

test('a command that is done ends, though its platform is there', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', command('unfollow();')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
});

test('a command that a person started follows nobody', async () => {
  const source = command('').replace('process.send', '((text, then) => then())');
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
});
