const CHUNK = 0x8000;

/** Bytes as text, for a document in JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // The arguments of one call are limited.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

/** Throws `DOMException` where the text is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
