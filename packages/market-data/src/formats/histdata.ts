import { CIVIL_YMD, everyLine, type TextRecogniser } from './format.ts';

const PRICE = String.raw`\d+(?:\.\d+)?`;
const MINUTE_LINE = new RegExp(String.raw`^\d{8} \d{6};${PRICE};${PRICE};${PRICE};${PRICE};\d+$`);
const TICK_LINE = new RegExp(String.raw`^\d{8} \d{9},${PRICE},${PRICE},\d+$`);

/** New York winter time all year, as histdata.com says of its files. */
const EST = { rule: 'est', basis: 'assumed' } as const;

/** histdata.com's "Generic ASCII" files: bid candles of a minute, or ticks with bid and ask. */
export const recogniseHistdata: TextRecogniser = ({ lines }) => {
  const base = { format: 'histdata', zone: EST, volumeUnit: 'none', source: 'histdata' } as const;
  if (everyLine(lines, MINUTE_LINE)) {
    const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
    const layout = { delimiter: ';', headerLines: 0, columns, time: CIVIL_YMD, priceDivisor: 1 };
    return { ...base, content: 'candles', layout, timeframe: 'M1' };
  }
  if (!everyLine(lines, TICK_LINE)) return undefined;
  const layout = {
    delimiter: ',',
    headerLines: 0,
    columns: ['time', 'bid', 'ask'],
    time: CIVIL_YMD,
    priceDivisor: 1,
  } as const;
  return { ...base, content: 'ticks', layout };
};
