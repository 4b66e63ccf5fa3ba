import { describePinnedValues } from '../contract/pinned-values.fixture.ts';

const TALIB = 'TA-Lib 0.8.1';
const PANDAS_TA = 'pandas-ta-classic 0.8.32';

describePinnedValues('momentum', [
  {
    id: 'ultimate',
    output: 'ultimate',
    from: `${TALIB} ULTOSC(7, 14, 28)`,
    values: { 100: 64.32451909085682, 250: 42.501384730840236, 501: 49.52571829629629 },
  },
  {
    id: 'stochastic-fast',
    output: 'k',
    from: `${TALIB} STOCHF(5, 3)`,
    values: { 100: 88.67313915857615, 250: 11.413043478259913, 501: 91.62333911034091 },
  },
  {
    id: 'stochastic-fast',
    output: 'd',
    from: `${TALIB} STOCHF(5, 3)`,
    values: { 100: 93.30243768750718, 250: 37.91336693616272, 501: 86.06693980291153 },
  },
  {
    id: 'stoch-rsi',
    parameters: { smooth: 1 },
    output: 'd',
    from: `${TALIB} STOCHRSI(14, 14, 3)`,
    values: { 100: 86.90531664208619, 250: 18.2634985992383, 501: 89.83846321740646 },
  },
  {
    id: 'bop',
    parameters: { period: 1 },
    output: 'bop',
    from: `${TALIB} BOP`,
    values: { 100: 0.3720930232558001, 250: -0.8750000000000193, 501: 0.13483146067416305 },
  },
  {
    id: 'momentum',
    output: 'momentum',
    from: `${TALIB} MOM(10)`,
    values: { 100: 2.5900000000000034, 250: 2.4599999999999795, 501: -8.870000000000005 },
  },
  {
    id: 'intraday-momentum',
    output: 'index',
    from: `${TALIB} IMI(14)`,
    values: { 100: 59.33660933660904, 250: 26.39902676399003, 501: 31.878787878787918 },
  },
  {
    id: 'coppock',
    output: 'coppock',
    from: `${PANDAS_TA} coppock(10, 11, 14)`,
    values: { 100: 0.7379602051066132, 250: 3.0223344398172434, 501: -15.382466784335458 },
  },
  {
    id: 'fisher',
    parameters: { period: 9 },
    output: 'fisher',
    from: `${PANDAS_TA} fisher(9), which starts otherwise`,
    values: { 100: 1.6912792418841867, 250: 0.8389364984639515, 501: -1.0888040150995981 },
  },
  {
    id: 'fisher',
    parameters: { period: 9 },
    output: 'trigger',
    from: `${PANDAS_TA} fisher(9), which starts otherwise`,
    values: { 100: 1.2289914033501135, 250: 1.1849140634416977, 501: -1.8353180942110177 },
  },
  {
    id: 'relative-vigor',
    output: 'vigor',
    from: `${PANDAS_TA} rvgi(10, 4)`,
    values: { 100: 0.09290474323794341, 250: -0.2888109658909835, 501: -0.16841935706560462 },
  },
  {
    id: 'relative-vigor',
    output: 'signal',
    from: `${PANDAS_TA} rvgi(10, 4)`,
    values: { 100: 0.05671356131339512, 250: -0.2436727237778625, 501: -0.30336346430445943 },
  },
  {
    id: 'kdj',
    output: 'j',
    from: `${PANDAS_TA} kdj(9, 3), which starts otherwise`,
    values: { 100: 107.48275154548605, 250: 23.56654569172065, 501: 76.85945694876561 },
  },
  {
    id: 'roofing-filter',
    output: 'filter',
    from: "Ehlers' printed recursion in Python, with pi and the square root of 2 at full precision",
    values: { 100: 0.9767752463349321, 250: -0.7188404059231743, 501: -1.3087765328480763 },
  },
]);
