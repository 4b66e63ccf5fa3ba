import { describePinnedValues } from '../contract/pinned-values.fixture.ts';

const TALIB = 'TA-Lib 0.8.1';
const PANDAS_TA = 'pandas-ta-classic 0.8.32';

describePinnedValues('volatility', [
  {
    id: 'natr',
    output: 'natr',
    from: `${TALIB} NATR(14)`,
    values: { 100: 0.5887389513454857, 250: 0.5345599246309963, 501: 2.507235929486017 },
  },
  {
    id: 'acceleration-bands',
    output: 'upper',
    from: `${TALIB} ACCBANDS(20)`,
    values: { 100: 229.70900953156456, 250: 259.2394084422929, 501: 268.14596531608174 },
  },
  {
    id: 'acceleration-bands',
    output: 'middle',
    from: `${TALIB} ACCBANDS(20)`,
    values: { 100: 227.09499999999997, 250: 255.7039999999999, 501: 251.85999999999984 },
  },
  {
    id: 'acceleration-bands',
    output: 'lower',
    from: `${TALIB} ACCBANDS(20)`,
    values: { 100: 224.28650953156443, 250: 252.37440844229278, 501: 236.75846531608153 },
  },
  {
    id: 'ulcer-index',
    output: 'ulcer',
    from: `${PANDAS_TA} ui(14)`,
    values: { 100: 0.6885680630888267, 250: 0.2866252547716885, 501: 8.52001829214415 },
  },
  {
    id: 'squeeze',
    output: 'momentum',
    from: `${PANDAS_TA} squeeze(lazybear)`,
    values: { 100: 1.040725000000009, 250: 3.2811571428571336, 501: -16.30597857142856 },
  },
]);
