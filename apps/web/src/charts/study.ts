import type { IndicatorInfo, IndicatorValues } from '@pipwright/protocol';

/** An indicator that a person put on the chart. */
export interface StudyChoice {
  readonly id: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** A chosen indicator with what is known of it; `values` is null until the server has answered. */
export interface Study {
  /** Unlike that of any other study on the chart. */
  readonly key: string;
  readonly info: IndicatorInfo;
  readonly parameters: Readonly<Record<string, number>>;
  readonly values: IndicatorValues | null;
  /** Why there are no values. */
  readonly problem: string | null;
}

/** `RSI`: short names stay as they are known, long ones are cut at their explanation. */
export function studyTitle({ info, parameters }: Study): string {
  const values = info.parameters.map(({ name, value }) => parameters[name] ?? value);
  return values.length === 0 ? info.name : `${info.name} (${values.join(', ')})`;
}

/** Value of each output at a time, by binary search; null where there is none. */
export function studyValuesAt({ values }: Study, time: number): readonly (number | null)[] | null {
  if (values === null) return null;
  let low = 0;
  let high = values.time.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values.time[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  if (values.time[low] !== time) return null;
  return values.outputs.map((output) => output.values[low] ?? null);
}

/** Whether a study needs a pane below the candles, now that its values are known. */
export function hasOwnPane({ info, values }: Study): boolean {
  return values !== null && info.panes.includes('own');
}
