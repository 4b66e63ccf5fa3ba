import { entry } from '../registry-entry.ts';
import { Cointegration } from './cointegration.ts';
import { Beta, Correlation } from './correlation.ts';
import { CurrencyStrength } from './currency-strength.ts';
import { LeadLag } from './lead-lag.ts';
import { RatioScore } from './ratio-score.ts';

/** The indicators of cross-market of the registry. */
export const CROSS_MARKET = {
  correlation: entry({
    id: 'correlation',
    name: 'Rolling correlation',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 50, returns: 1 },
    description:
      'How closely two instruments move together, from -1 (against each other) over 0 (each for itself) to 1 (as one). Two positions whose correlation is near 1 are one position.',
    source: 'Karl Pearson, 1895',
    notes:
      'Of log returns, as returns = 1 says; 0 compares the prices themselves, which looks high wherever both have a trend.',
    guides: [-1, 0, 1],
    make: (options) => new Correlation(options),
  }),
  beta: entry({
    id: 'beta',
    name: 'Rolling beta',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 50, returns: 1 },
    description:
      'How far y moves when x moves by one, and what y does by itself (alpha, per bar). A beta of 2 makes twice the moves of x.',
    source: 'William Sharpe, Capital Asset Prices, Journal of Finance, 1964',
    notes: 'Of log returns (returns = 1); some libraries take simple returns.',
    guides: [0, 1],
    make: (options) => new Beta(options),
  }),
  'lead-lag': entry({
    id: 'lead-lag',
    name: 'Lead and lag correlation',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 50, returns: 1, lag: 1 },
    description:
      'Correlation of y with x some bars before (x leads) and of x with y some bars before (y leads). The greater one tells which instrument moves first.',
    source: 'Cross-correlation of two series; Box and Jenkins, Time Series Analysis, 1970',
    guides: [0],
    make: (options) => new LeadLag(options),
  }),
  'ratio-score': entry({
    id: 'ratio-score',
    name: 'Ratio and its score',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 50 },
    description:
      'What one x is worth in y, its mean, and how many deviations it is away from it. Beyond 2 the one is dear against the other.',
    source: 'Gatev, Goetzmann and Rouwenhorst, Pairs Trading, Review of Financial Studies, 2006, for scores of pairs',
    notes: 'Population deviation over the window, the current bar included.',
    guides: [-2, 0, 2],
    make: (options) => new RatioScore(options),
  }),
  cointegration: entry({
    id: 'cointegration',
    name: 'Cointegration spread',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'Distance of y from its line on x, in logarithms and in deviations, with the slope as hedge ratio and the half-life of the distance. A score beyond 2 with a short half-life is what a pair trade waits for.',
    source:
      'Engle and Granger, Co-integration and Error Correction, Econometrica, 1987; half-life as in Ernest Chan, Algorithmic Trading, 2013',
    notes:
      'Fitted anew at every bar over the window that ends there. The half-life is -ln 2 / ln(slope of the spread on the spread before); Chan has the slope of its change, ln 2 / (1 - slope), which is nearly the same for long ones.',
    guides: [-2, 0, 2],
    make: (options) => new Cointegration(options),
  }),
  'currency-strength': entry({
    id: 'currency-strength',
    name: 'Currency strength of the eight majors',
    group: 'cross-market',
    pane: 'own',
    parameters: { period: 24 },
    description:
      'Mean log return of each major against the other seven over the last bars. Strong against weak currency is the pair with the clearest trend.',
    source:
      'Equal-weighted index of log returns, as currency strength meters show it; all 28 crosses follow from the seven dollar pairs',
    notes: 'The eight strengths add up to 0.',
    guides: [0],
    make: (options) => new CurrencyStrength(options),
  }),
} as const;
