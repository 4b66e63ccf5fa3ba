import type { Scenario } from './scenario.fixture.ts';

/**
 * Profit arises in the quote currency. What is won is sold for the account's currency and what is lost is bought with it,
 * so that each is converted at the worse side of the rate.
 */
export const CURRENCIES: readonly Scenario[] = [
  {
    name: 'USDJPY in yen: no conversion, whole yen',
    account: '2,000,000 JPY',
    market: `USDJPY H1 spread 10
      2019-02-05 08:00  110.000 110.020 109.980 110.000
      09:00  110.000 110.300 109.990 110.250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 110.010
      10:00 #1 sells 1.00 at 110.210, take-profit 20,000   // 0.200 x 100,000`,
    end: 'balance 2,020,000',
  },
  {
    name: 'USDJPY in dollars, a profit: the yen are sold at the ask of USDJPY',
    market: `USDJPY H1 spread 10
      2019-02-05 08:00  110.000 110.020 109.980 110.000
      09:00  110.000 110.300 109.990 110.250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 110.010
      10:00 #1 sells 1.00 at 110.210, take-profit 181.46   // 20,000 JPY / 110.220 = 181.4553`,
    end: 'balance 10,181.46',
  },
  {
    name: 'USDJPY in dollars, a loss: the yen are bought at the bid of USDJPY',
    market: `USDJPY H1 spread 10
      2019-02-05 08:00  110.000 110.020 109.980 110.000
      09:00  110.000 110.010 109.900 110.000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 110.010
      10:00 #1 sells 1.00 at 109.910, stop-loss -90.98     // 10,000 JPY / 109.910 = 90.9835`,
    end: 'balance 9,909.02',
  },
  {
    name: 'EURUSD in euros, a profit: the dollars are sold at the ask of EURUSD',
    account: '10,000 EUR',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09990 1.10250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10210, take-profit 181.46   // 200 USD / 1.10220 = 181.4553`,
    end: 'balance 10,181.46',
  },
  {
    name: 'EURUSD in euros, a loss: the dollars are bought at the bid of EURUSD',
    account: '10,000 EUR',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10010 1.09900 1.10000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.09910, stop-loss -90.98     // 100 USD / 1.09910 = 90.9835`,
    end: 'balance 9,909.02',
  },
  {
    name: 'EURGBP in dollars, a profit: the pounds are sold at the bid of GBPUSD',
    rates: { GBPUSD: [1.25, 1.2502], EURUSD: [1.1, 1.1002] },
    market: `EURGBP H1 spread 10
      2019-02-05 08:00  0.85000 0.85020 0.84980 0.85000
      09:00  0.85000 0.85300 0.84990 0.85250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 0.85010
      10:00 #1 sells 1.00 at 0.85210, take-profit 250.00   // 200 GBP x 1.2500`,
    end: 'balance 10,250.00',
  },
  {
    name: 'EURGBP in dollars, a loss: the pounds are bought at the ask of GBPUSD',
    rates: { GBPUSD: [1.25, 1.2502], EURUSD: [1.1, 1.1002] },
    market: `EURGBP H1 spread 10
      2019-02-05 08:00  0.85000 0.85020 0.84980 0.85000
      09:00  0.85000 0.85010 0.84900 0.85000`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 0.85010
      10:00 #1 sells 1.00 at 0.84910, stop-loss -125.02    // 100 GBP x 1.2502`,
    end: 'balance 9,874.98',
  },
  {
    name: 'EURGBP in yen: both of its currencies are foreign',
    account: '2,000,000 JPY',
    rates: { GBPJPY: [140, 140.03], EURJPY: [119, 119.02] },
    market: `EURGBP H1 spread 10
      2019-02-05 08:00  0.85000 0.85020 0.84980 0.85000
      09:00  0.85000 0.85300 0.84990 0.85250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 0.85010
      10:00 #1 sells 1.00 at 0.85210, take-profit 28,000   // 200 GBP x 140.000`,
    end: 'balance 2,028,000',
  },
  {
    name: 'EURCHF in pounds: the pair that converts is quoted the other way round',
    account: '10,000 GBP',
    rates: { GBPCHF: [1.25, 1.2502], EURGBP: [0.85, 0.8501] },
    market: `EURCHF H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09990 1.10250`,
    orders: '08:00 #1 buy 1.00 sl 100 tp 200',
    journal: `
      08:00 #1 buys 1.00 at 1.10010
      10:00 #1 sells 1.00 at 1.10210, take-profit 159.97   // 200 CHF / 1.2502 = 159.9744`,
    end: 'balance 10,159.97',
  },
  {
    name: 'an ounce is a unit of XAUUSD, a lot holds 100',
    market: `XAUUSD H1 spread 250
      2019-02-05 08:00  1300.000 1300.500 1299.500 1300.000
      09:00  1300.000 1303.000 1299.900 1302.500`,
    orders: '08:00 #1 buy 0.50 sl 1000 tp 2000',
    journal: `
      08:00 #1 buys 0.50 at 1300.250                       // target 1302.250
      10:00 #1 sells 0.50 at 1302.250, take-profit 100.00  // 2.000 x 50 ounces`,
    end: 'balance 10,100.00',
  },
  {
    name: 'the smallest lot: a point of 0.01 lots is a cent',
    market: `EURUSD H1 spread 10
      2019-02-05 08:00  1.10000 1.10020 1.09980 1.10000
      09:00  1.10000 1.10300 1.09990 1.10250`,
    orders: '08:00 #1 buy 0.01 sl 100 tp 200',
    journal: `
      08:00 #1 buys 0.01 at 1.10010
      10:00 #1 sells 0.01 at 1.10210, take-profit 2.00     // 0.00200 x 1,000`,
    end: 'balance 10,002.00',
  },
];
