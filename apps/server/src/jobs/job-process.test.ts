import { describe, expect, test } from 'vitest';
import { askProcess, runJobProcess, type JobProgram } from './job-process.ts';

/** A program that does what a command of the platform does as a job: tells how far it is, ends with one JSON value. */
const program = (source: string): JobProgram => ({
  executable: process.execPath,
  words: ['--eval', source, '--'],
  environment: { ...process.env, BROKER_TOKEN: 'abc-very-secret' },
  stopMs: 100,
});

const control = (signal = new AbortController().signal) => {
  const told: [number, string][] = [];
  return { told, onProgress: (done: number, detail: string) => void told.push([done, detail]), signal };
};

const RUN = `{ runId: 'run-' + process.argv.at(-1), currency: 'USD', minorDigits: 2, trades: 7,
  verdict: { headline: 'No evidence.', evidence: false },
  waterfall: [{ name: 'Price', amount: 500, total: false }, { name: 'Net profit', amount: -1250, total: true }] }`;
const RESULT = {
  runId: 'run-7',
  headline: 'No evidence.',
  outcome: { netProfit: -1250, trades: 7, currency: 'USD', minorDigits: 2, evidence: false },
};
const OPEN_END = `process.stdin.resume(); setInterval(() => {}, 1000);`;
const READY = `process.send({ type: 'progress', doneFraction: 0, detail: 'ready' });`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a job in a process of its own', () => {
  test('gives its progress and what came of it', async () => {
    const source = `
      process.send({ type: 'progress', doneFraction: 0.5, detail: 'trading' });
      process.send({ type: 'other' });
      process.send({ type: 'progress', doneFraction: 7, detail: 'nonsense' });
      console.log(JSON.stringify(${RUN}));
      process.disconnect();`;
    const heard = control();
    await expect(runJobProcess(program(source), ['7'], heard)).resolves.toEqual(RESULT);
    expect(heard.told).toEqual([[0.5, 'trading']]);
  });

  test('may print before its result, as much as it wants', async () => {
    const source = `
      for (let line = 0; line < 200; line++) require('node:fs').writeSync(1, 'x'.repeat(65_536) + '\\n');
      console.log(JSON.stringify(${RUN}));
      process.disconnect();`;
    await expect(runJobProcess(program(source), ['7'], control())).resolves.toEqual(RESULT);
  });

  test('gives a run without figures where the command tells of none', async () => {
    const source = `console.log(JSON.stringify({ runId: 'run-1' })); process.disconnect();`;
    await expect(runJobProcess(program(source), [], control())).resolves.toEqual({
      runId: 'run-1',
      headline: null,
      outcome: null,
    });
  });

  test('fails with the words of the command', async () => {
    const source = `console.log(JSON.stringify({ error: { code: 'NO_CANDLES', message: 'No candles.', action: 'Import some.' } }));`;
    await expect(runJobProcess(program(source), [], control())).rejects.toMatchObject({
      message: 'No candles.',
      action: 'Import some.',
      details: { code: 'NO_CANDLES' },
    });
  });

  test.each([
    ['ends without a word', 'process.exit(7)', 'exit code 7'],
    ['is killed', `process.kill(process.pid, 'SIGKILL')`, 'signal SIGKILL'],
    ['prints what is no JSON', `console.log('{"runId":'); process.disconnect();`, 'exit code 0'],
    ['prints another JSON', `console.log('[1, 2]'); process.disconnect();`, 'exit code 0'],
  ])('fails plainly where it %s', async (_, source, text) => {
    await expect(runJobProcess(program(source), [], control())).rejects.toThrow(text);
  });

  test('keeps the last lines of its complaints for the log, without secrets', async () => {
    const source = `
      for (let line = 0; line < 5000; line++) console.error('line ' + line);
      console.error('cannot log in with ' + process.env.BROKER_TOKEN);
      process.exitCode = 1; process.disconnect();`;
    const error: unknown = await runJobProcess(program(source), [], control()).catch((reason: unknown) => reason);
    const { message } = (error as Error).cause as Error;
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(message.split('\n').slice(-2)).toEqual(['line 4999', 'cannot log in with ***']);
  });

  test('says so where it ran out of memory', async () => {
    const small = { ...program('const all = []; for (;;) all.push(new Array(1e5).fill(all.length));') };
    const words = ['--max-old-space-size=20', ...small.words];
    await expect(runJobProcess({ ...small, words }, [], control())).rejects.toMatchObject({
      code: 'JOB_OUT_OF_MEMORY',
    });
  });

  test('fails plainly where the program is not there', async () => {
    const missing = { ...program(''), executable: '/nowhere/node' };
    await expect(runJobProcess(missing, [], control())).rejects.toThrow('ENOENT');
  });

  test('does not wait for others that hold its pipes', async () => {
    const source = `
      const { spawn } = require('node:child_process');
      const other = spawn('sleep', ['60'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
      console.log(JSON.stringify({ runId: String(other.pid) }));
      other.unref(); process.disconnect();`;
    const { runId } = await runJobProcess(program(source), [], control());
    expect(isAlive(Number(runId))).toBe(true);
    process.kill(Number(runId), 'SIGKILL');
  });
});

describe('a job that is stopped', () => {
  /** Stops it when it has told that it is there. */
  const stopping = () => {
    const abort = new AbortController();
    return { ...control(abort.signal), onProgress: () => abort.abort(new Error('cancelled')) };
  };

  test('hears it as Ctrl-C', async () => {
    const source = `process.on('SIGINT', () => process.exit(130)); ${READY} ${OPEN_END}`;
    await expect(runJobProcess(program(source), [], stopping())).rejects.toThrow('cancelled');
  });

  test('counts what it has done before it heard of it', async () => {
    const source = `
      process.on('SIGINT', () => { console.log(JSON.stringify(${RUN})); process.exit(0); });
      ${READY} ${OPEN_END}`;
    await expect(runJobProcess(program(source), ['7'], stopping())).resolves.toEqual(RESULT);
  });

  test.each([
    ['does not listen', `process.on('SIGINT', () => {}); ${READY} ${OPEN_END}`],
    ['is in a loop without an end', `${READY} setTimeout(() => { for (;;); }, 0);`],
  ])('is killed where it %s', async (_, source) => {
    const abort = new AbortController();
    let pid = 0;
    const withPid = source.replace(`detail: 'ready'`, 'detail: String(process.pid)');
    const heard = {
      signal: abort.signal,
      onProgress: (_done: number, detail: string) => {
        pid = Number(detail);
        abort.abort(new Error('cancelled'));
      },
    };
    await expect(runJobProcess(program(withPid), [], heard)).rejects.toThrow('cancelled');
    expect(isAlive(pid)).toBe(false);
  });

  test('is not even begun where it was stopped before', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(runJobProcess(program(OPEN_END), [], control(signal))).rejects.toThrow('cancelled');
  });
});

test('a question to a command is answered with its JSON value, or not at all', async () => {
  const { signal } = new AbortController();
  const answer = askProcess(program(`console.log('["a"]'); process.disconnect();`), [], signal);
  await expect(answer).resolves.toEqual(['a']);
  await expect(askProcess(program('process.exit(1)'), [], signal)).rejects.toThrow('exit code 1');
});
