import type { Readable } from 'node:stream';

/** What is read of a stream at once before it has to wait, and how long: a job that floods is slowed, not the platform. */
const STRETCH_BYTES = 1024 * 1024;
const STRETCH_MS = 50;

/** The end of what a process has written. */
export interface KeptOutput {
  text(): string;
  /** Reads no more. */
  end(): void;
}

/** Reads a stream to its end and keeps the last `bytesMax` of it, so that memory stays flat whatever is written. */
export function keepOutput(stream: Readable, bytesMax: number): KeptOutput {
  const chunks: Buffer[] = [];
  let kept = 0;
  let stretch = 0;
  let pause: NodeJS.Timeout | undefined;
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    kept += chunk.length;
    while (chunks.length > 1 && kept - chunks[0]!.length >= bytesMax) kept -= chunks.shift()!.length;
    stretch += chunk.length;
    if (stretch < STRETCH_BYTES) return;
    stretch = 0;
    stream.pause();
    pause = setTimeout(() => stream.resume(), STRETCH_MS);
  });
  // A pipe that breaks ends what is read; the end of the process tells the rest.
  stream.on('error', () => undefined);
  return {
    text: () => Buffer.concat(chunks).subarray(-bytesMax).toString('utf8'),
    end: () => {
      clearTimeout(pause);
      stream.destroy();
    },
  };
}
