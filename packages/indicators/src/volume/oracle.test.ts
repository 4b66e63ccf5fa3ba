import { describeOracle } from '../contract/oracle.fixture.ts';

describeOracle('volume', [
  { id: 'obv', file: 'obv', fields: { obv: 'obv' } },
  { id: 'adl', file: 'adl', fields: { adl: 'adl' } },
  { id: 'cmf', file: 'cmf', fields: { cmf: 'cmf' } },
  { id: 'mfi', file: 'mfi', fields: { mfi: 'mfi' } },
  { id: 'vwma', parameters: { period: 14 }, file: 'vwma', fields: { vwma: 'vwma' } },
  { id: 'chaikin-oscillator', file: 'chaikin-osc', fields: { oscillator: 'oscillator' } },
  { id: 'klinger-oscillator', file: 'kvo', fields: { oscillator: 'oscillator', signal: 'signal' } },
  { id: 'pvo', file: 'pvo', fields: { pvo: 'pvo', signal: 'signal', histogram: 'histogram' } },
  { id: 'vwap-anchored', file: 'vwap', fields: { vwap: 'vwap' } },
]);
