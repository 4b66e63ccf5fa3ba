/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text with object keys in code-unit order, so that equal values have equal bytes. Parsing the text gives the value
 * back, the sign of zero included. Throws `TypeError` on what JSON cannot hold: NaN, infinities, undefined, functions,
 * holes in arrays, and objects with a class of their own (dates, maps, typed arrays), which would lose their meaning.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayText(value) : objectText(value);
    default:
      throw new TypeError(`JSON cannot hold a value of type ${typeof value}`);
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON cannot hold the number ${value}`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function arrayText(values: readonly unknown[]): string {
  let text = '[';
  for (let index = 0; index < values.length; index++) {
    if (index > 0) text += ',';
    text += canonicalJson(values[index]);
  }
  return `${text}]`;
}

function objectText(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`JSON cannot hold a ${value.constructor.name}: turn it into plain values first`);
  }
  const members = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of Object.keys(members).sort()) {
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(members[key])}`;
  }
  return `${text}}`;
}
