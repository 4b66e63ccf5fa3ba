import { CIVIL_YMD, everyLine, type TextRecogniser } from './format.ts';

const TICK_LINE = /^[A-Z]{3}\/[A-Z]{3},\d{8} \d{2}:\d{2}:\d{2}\.\d{1,3},\d+(?:\.\d+)?,\d+(?:\.\d+)?$/;

/** TrueFX's monthly files of ticks, in UTC. */
export const recogniseTruefx: TextRecogniser = ({ lines }) => {
  if (!everyLine(lines, TICK_LINE)) return undefined;
  const columns = [null, 'time', 'bid', 'ask'] as const;
  return {
    format: 'truefx',
    content: 'ticks',
    zone: { rule: 'utc', basis: 'format' },
    volumeUnit: 'none',
    source: 'truefx',
    symbol: (lines[0] as string).slice(0, 7),
    layout: { delimiter: ',', headerLines: 0, columns, time: CIVIL_YMD, priceDivisor: 1 },
  };
};
