export { Adl } from './adl.ts';
export { Cmf } from './cmf.ts';
export { Mfi } from './mfi.ts';
export { Obv } from './obv.ts';
export { Vwma } from './vwma.ts';
