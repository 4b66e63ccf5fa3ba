/** Natural logarithm of a price; NaN where it is not positive. */
export function logPrice(price: number): number {
  return price > 0 ? Math.log(price) : Number.NaN;
}

/** Change of a logarithm; 0 where either price was not positive. */
export function logChange(before: number, after: number): number {
  const change = after - before;
  return change === change ? change : 0;
}
