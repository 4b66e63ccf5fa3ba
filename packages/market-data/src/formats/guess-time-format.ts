import { parseCivilField, type DateOrder, type TimeFormat } from '../text/time-field.ts';

const encoder = new TextEncoder();
const SECONDS_PER_YEAR = 31_557_600;

function parse(text: string, order: DateOrder): number {
  const bytes = encoder.encode(text);
  return parseCivilField(bytes, 0, bytes.length, order);
}

/** `true` where each time follows the one before: what a right guess of the order of day and month gives. */
function readsUpward(texts: readonly string[], order: DateOrder): boolean {
  const times = texts.map((text) => parse(text, order));
  return times.every((time, index) => Number.isFinite(time) && (index === 0 || time >= (times[index - 1] as number)));
}

function spanOf(texts: readonly string[], order: DateOrder): number {
  return Math.abs(parse(texts.at(-1) as string, order) - parse(texts[0] as string, order));
}

/** How the times of these fields are written, or undefined where it cannot be told. */
export function guessTimeFormat(texts: readonly string[]): TimeFormat | undefined {
  const first = texts[0];
  if (first === undefined) return undefined;
  if (/^\d{9,19}(\.\d+)?$/.test(first) && !/^(19|20)\d{2}(0\d|1[0-2])/.test(first.padEnd(17, 'x').slice(0, 17))) {
    const seconds = Number(first);
    const unitMs = [1000, 1, 1e-3, 1e-6].find((unit) => (seconds * unit) / 1000 / SECONDS_PER_YEAR < 150);
    return unitMs === undefined ? undefined : { kind: 'epoch', unitMs };
  }
  if (/^\d{4}/.test(first)) return Number.isFinite(parse(first, 'ymd')) ? { kind: 'civil', order: 'ymd' } : undefined;
  const orders = (['dmy', 'mdy'] as const).filter((order) => readsUpward(texts, order));
  const best = orders.toSorted((a, b) => spanOf(texts, a) - spanOf(texts, b))[0];
  return best === undefined ? undefined : { kind: 'civil', order: best };
}

/** `true` where the field says its own offset from UTC. */
export function carriesOffset(text: string): boolean {
  return /\d\s*(?:Z|(?:GMT|UTC)?\s*[+-]\d{2}(?::?\d{2})?|GMT|UTC)$/i.test(text) && /:\d{2}/.test(text);
}
