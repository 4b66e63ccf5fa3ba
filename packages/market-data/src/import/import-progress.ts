import type { SourceFile } from '../files/source-file.ts';

/** How an import comes along. */
export interface ImportProgressEvent {
  readonly phase: 'recognising' | 'reading' | 'aggregating';
  readonly file: string;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Rows read of `file` so far. */
  readonly rows: number;
  /** Bytes of all files read so far, and their size. Archives count packed. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Tells the caller how far the import is. */
export class ProgressTeller {
  readonly #tell: ((event: ImportProgressEvent) => void) | undefined;
  bytesRead = 0;
  bytesTotal = 0;
  filesDone = 0;
  filesTotal = 0;
  isReading = false;

  constructor(tell: ((event: ImportProgressEvent) => void) | undefined) {
    this.#tell = tell;
  }

  tell(phase: ImportProgressEvent['phase'], file: string, rows = 0): void {
    const { bytesRead, bytesTotal, filesDone, filesTotal } = this;
    this.#tell?.({ phase, file, rows, filesDone, filesTotal, bytesRead: Math.min(bytesRead, bytesTotal), bytesTotal });
  }

  /** The same file, whose bytes are counted while the import reads rows. */
  counted(file: SourceFile): SourceFile {
    this.bytesTotal += file.sizeBytes;
    const count = (bytes: number): void => {
      if (this.isReading) this.bytesRead += bytes;
    };
    return {
      ...file,
      async *read() {
        for await (const piece of file.read()) {
          count(piece.length);
          yield piece;
        }
      },
    };
  }
}
