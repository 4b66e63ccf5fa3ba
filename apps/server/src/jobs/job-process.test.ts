import { describe, expect, test } from 'vitest';
import { jobArguments } from './job-command.ts';
import { runJobProcess, type JobProgram } from './job-process.ts';

/** A program that does what a command of the platform does as a job: tells how far it is, ends with one JSON value. */
const program = (source: string): JobProgram => ({
  executable: process.execPath,
  words: ['--eval', source, '--'],
  environment: process.env,
});

const control = (signal = new AbortController().signal) => {
  const told: [number, string][] = [];
  return { told, onProgress: (done: number, detail: string) => void told.push([done, detail]), signal };
};

describe('a job in a process of its own', () => {
  test('gives its progress and its run', async () => {
    const source = `
      process.send({ type: 'progress', doneFraction: 0.5, detail: 'trading' });
      process.send({ type: 'other' });
      console.log(JSON.stringify({ runId: 'run-' + process.argv.at(-1), verdict: { headline: 'No evidence.' } }));
      process.disconnect();`;
    const heard = control();
    await expect(runJobProcess(program(source), ['7'], heard)).resolves.toEqual({
      runId: 'run-7',
      headline: 'No evidence.',
    });
    expect(heard.told).toEqual([[0.5, 'trading']]);
  });

  test('fails with the words of the command', async () => {
    const source = `console.log(JSON.stringify({ error: { code: 'NO_CANDLES', message: 'No candles.', action: 'Import some.' } }));`;
    await expect(runJobProcess(program(source), [], control())).rejects.toMatchObject({
      message: 'No candles.',
      action: 'Import some.',
    });
  });

  test('fails plainly where the process dies', async () => {
    await expect(runJobProcess(program('process.exit(7)'), [], control())).rejects.toThrow('exit code 7');
  });

  test('is interrupted as by Ctrl-C', async () => {
    const abort = new AbortController();
    const source = `
      process.on('SIGINT', () => process.exit(130));
      process.send({ type: 'progress', doneFraction: 0, detail: 'ready' });
      process.stdin.resume(); setInterval(() => {}, 1000);`;
    const heard = { ...control(abort.signal), onProgress: () => abort.abort(new Error('cancelled')) };
    await expect(runJobProcess(program(source), [], heard)).rejects.toThrow('cancelled');
  });
});

test('a request becomes the command line that a person would type', () => {
  const words = jobArguments(
    {
      kind: 'search',
      strategy: 'ema-cross',
      symbols: ['EURUSD', 'GBPUSD'],
      timeframe: 'M15',
      from: '2018-01-01',
      parameters: { fast: 10, side: '--home /etc' },
      search: { method: 'tpe', trials: 50, objective: 'sharpe' },
    },
    '/home/me/strategies/mine.ts',
  );
  expect(words).toEqual([
    'search',
    '/home/me/strategies/mine.ts',
    ...['--symbol', 'EURUSD,GBPUSD', '--timeframe', 'M15', '--from', '2018-01-01'],
    ...['--method', 'tpe', '--trials', '50', '--objective', 'sharpe'],
    ...['--set', 'fast=10', '--set', 'side=--home /etc'],
    '--json',
  ]);
});
