const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/**
 * A built page with a document in the place of the placeholder. `<` is written as `\u003c`, so that no text of the document
 * can end the script element; the title gets the document's title. Throws `RangeError` where the page has no placeholder,
 * or several.
 */
export function fillPage(page: string, placeholder: string, document: { readonly title: string }): string {
  const parts = page.split(placeholder);
  const [head, tail] = parts;
  if (head === undefined || tail === undefined || parts.length !== 2) {
    throw new RangeError(`the page must hold ${placeholder} once, found it ${parts.length - 1} times`);
  }
  const title = `<title>${escapeHtml(document.title)}</title>`;
  const json = JSON.stringify(document).replaceAll('<', String.raw`\u003c`);
  return head.replace(/<title>[^<]*<\/title>/, () => title) + json + tail;
}
