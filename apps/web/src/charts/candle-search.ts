/** Index of the last time at or before `time` in ascending `times`; 0 where all are later, -1 where there is none. */
export function indexAtOrBefore(length: number, timeAt: (index: number) => number, time: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeAt(middle) <= time) low = middle;
    else high = middle - 1;
  }
  return high;
}
