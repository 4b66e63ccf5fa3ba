/**
 * Fields of a CSV, strictly after RFC 4180: CRLF after every line, quotes only around whole fields. Written apart from the
 * writer, to hold it to the standard.
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      const [field, end] = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
      row.push(field);
      at = end;
      if (text[at] !== ',') break;
      at += 1;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`line ${rows.length + 1} does not end in CRLF`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

function plainField(text: string, at: number): [string, number] {
  const [field] = /^[^",\r\n]*/.exec(text.slice(at))!;
  return [field, at + field.length];
}

function quotedField(text: string, at: number): [string, number] {
  let field = '';
  for (let index = at + 1; index < text.length; index++) {
    if (text[index] !== '"') field += text[index];
    else if (text[index + 1] === '"') field += text[++index];
    else return [field, index + 1];
  }
  throw new Error('a quoted field does not end');
}
