import { z } from 'zod';

export type DocumentReading<Content> =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly reason: string };

/** Reads and checks the JSON inside a page that was filled with one; `what` is what the page is called. */
export function readDocument<Content>(
  page: Pick<Document, 'getElementById'>,
  {
    elementId,
    schema,
    what,
  }: { readonly elementId: string; readonly schema: z.ZodType<Content>; readonly what: string },
): DocumentReading<Content> {
  const text = page.getElementById(elementId)?.textContent ?? '';
  // The placeholder itself must not be named here: it occurs once in the built file.
  if (!text.trimStart().startsWith('{'))
    return { ok: false, reason: `This file is the empty template of a ${what}: nothing was written into it.` };
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { ok: false, reason: `The data inside this file is cut off or damaged. Write the ${what} again.` };
  }
  const read = schema.safeParse(body);
  if (read.success) return { ok: true, content: read.data };
  const detail = z.prettifyError(read.error).slice(0, 600);
  return { ok: false, reason: `The data inside this file does not fit this version of the ${what}. ${detail}` };
}
