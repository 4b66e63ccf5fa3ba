/** How many letters must be put in, taken out or exchanged to make one text the other (Levenshtein, 1965). */
function editDistance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const exchanged = (above[column - 1] as number) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(exchanged, (above[column] as number) + 1, (current[column - 1] as number) + 1));
    }
    above = current;
  }
  return above[right.length] as number;
}

/** The names that are most like what was typed: those that hold most of its words, then those of the fewest edits. */
export function nearestNames(typed: string, names: readonly string[], count: number): readonly string[] {
  const text = typed.toLowerCase();
  const words = text.split(/[^a-z\d]+/).filter(Boolean);
  const ranked = names.map((name) => ({
    name,
    held: words.filter((word) => name.includes(word)).length,
    edits: editDistance(text, name),
  }));
  // A slip of the finger is nearer than a word in common.
  const isSlip = ({ edits }: { readonly edits: number }): boolean => edits <= 2;
  ranked.sort((a, b) => Number(isSlip(b)) - Number(isSlip(a)) || b.held - a.held || a.edits - b.edits);
  return ranked.slice(0, count).map(({ name }) => name);
}
