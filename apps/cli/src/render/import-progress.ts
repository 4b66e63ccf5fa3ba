import type { ImportProgressEvent } from '@pipwright/market-data';
import type { Progress } from '../progress.ts';

/** Shows an import on a progress bar. */
export function followImport(progress: Progress): (event: ImportProgressEvent) => void {
  return ({ phase, file, rows, bytesRead, bytesTotal }) => {
    const name = file.split(/[/\\]/).at(-1) ?? file;
    const detail = phase === 'reading' ? `${name}, ${rows.toLocaleString('en-US')} rows` : `${phase} ${name}`;
    progress.update(bytesTotal === 0 ? 0 : bytesRead / bytesTotal, detail);
  };
}
