import { findInstrument, findReferenceMarket, isTimeframe, type Timeframe } from '@pipwright/model';

/** What the name and the folders of a file suggest. The content is asked first; hints fill what it does not say. */
export interface NameHints {
  readonly symbol: string | undefined;
  readonly timeframe: Timeframe | undefined;
  readonly side: 'bid' | 'ask' | undefined;
  /** `YYYYMMDD` in the name. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number } | undefined;
}

/** Path with forward slashes, whatever the machine writes. */
export function portablePath(path: string): string {
  return path.replaceAll('\\', '/');
}

/** One word (`US500`, `GER40h1`), or up to three that follow one another (`USA500.IDX-USD`). */
function findReference(part: string): string | undefined {
  const words = part.match(/[A-Za-z0-9]+/g) ?? [];
  const names = words.flatMap((word, index) => [
    words.slice(index, index + 3).join(''),
    words.slice(index, index + 2).join(''),
    word,
    word.replace(/[mhdw]\d{1,2}$/i, ''),
  ]);
  return names.map(findReferenceMarket).find((market) => market !== undefined)?.symbol;
}

/** Six letters anywhere in a run (`USDJPYh1`, `mEURUSD`), or two runs of three (`EUR-USD`). */
function findSymbol(parts: readonly string[]): string | undefined {
  for (const part of parts) {
    const runs = part.match(/[A-Za-z]+/g) ?? [];
    const candidates = runs.flatMap((run, index) => {
      const next = runs[index + 1] ?? '';
      if (run.length === 3 && next.length === 3) return [run + next];
      return Array.from({ length: Math.max(0, run.length - 5) }, (_, start) => run.slice(start, start + 6));
    });
    const found = candidates.map(findInstrument).find((instrument) => instrument !== undefined);
    if (found !== undefined) return found.symbol;
    const reference = findReference(part);
    if (reference !== undefined) return reference;
  }
  return undefined;
}

const TIMEFRAME_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[^a-z])(?:m|min|minute[s]?)[-_ ]?(1|5|15|30)(?![0-9])/i, 'M'],
  [/(?:^|[^a-z0-9])(1|5|15|30)[-_ ]?(?:m|min|minutes?)(?![a-z])/i, 'M'],
  [/(?:[^a-z]|[A-Za-z]{6}|^)(?:h|hour[s]?)[-_ ]?(1|4)(?![0-9])/i, 'H'],
  [/(?:^|[^a-z0-9])(1|4)[-_ ]?(?:h|hours?)(?![a-z])/i, 'H'],
  [/(?:^|[^a-z])(?:d|day)[-_ ]?(1)(?![0-9])/i, 'D'],
  [/(?:^|[^a-z0-9])(1)[-_ ]?(?:d|days?)(?![a-z])/i, 'D'],
  [/(?:^|[^a-z])(?:w|week)[-_ ]?(1)(?![0-9])/i, 'W'],
];

function findTimeframe(parts: readonly string[]): Timeframe | undefined {
  for (const part of parts) {
    for (const [pattern, letter] of TIMEFRAME_WORDS) {
      const match = pattern.exec(part);
      const name = match === null ? '' : `${letter}${match[1]}`;
      if (isTimeframe(name)) return name;
    }
  }
  return undefined;
}

function findSide(parts: readonly string[]): 'bid' | 'ask' | undefined {
  for (const part of parts) {
    const match = /(?:^|[^a-z])(bid|ask)(?![a-z])/i.exec(part);
    if (match !== null) return match[1]?.toLowerCase() === 'bid' ? 'bid' : 'ask';
  }
  return undefined;
}

function findDate(parts: readonly string[]): NameHints['date'] {
  for (const part of parts) {
    const match = /(?:^|\D)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/.exec(part);
    if (match !== null) return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  }
  return undefined;
}

/** Reads the hints of a path; the name counts before its folders, the innermost folder first. */
export function nameHints(path: string): NameHints {
  const parts = portablePath(path).split('/').toReversed().slice(0, 8);
  return {
    symbol: findSymbol(parts),
    // Folders are too often named after days and versions to be asked for the rest.
    timeframe: findTimeframe(parts.slice(0, 2)),
    side: findSide(parts.slice(0, 1)),
    date: findDate(parts.slice(0, 2)),
  };
}
