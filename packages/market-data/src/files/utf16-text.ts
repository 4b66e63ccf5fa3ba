import type { ArchiveMember } from './source-file.ts';

/** MetaTrader writes some of its files in UTF-16, with a mark in front. */
export function isUtf16(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0xfe;
}

const QUESTION_MARK = 63;

/** One byte for each character: ASCII as it is, `?` for the rest, which no column that is read can hold. */
async function* narrow(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let half = -1;
  let isStart = true;
  for await (const piece of pieces) {
    const text = new Uint8Array((piece.length + (half < 0 ? 0 : 1)) >> 1);
    let length = 0;
    for (const byte of piece) {
      if (half < 0) {
        half = byte;
        continue;
      }
      text[length++] = byte === 0 && half < 128 ? half : QUESTION_MARK;
      half = -1;
    }
    yield text.subarray(isStart ? 1 : 0, length);
    isStart = false;
  }
}

/** The same file as ASCII, without its mark. */
export function withoutUtf16(member: ArchiveMember): ArchiveMember {
  return { name: member.name, read: () => narrow(member.read()) };
}
