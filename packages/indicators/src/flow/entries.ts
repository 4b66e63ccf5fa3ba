import { entry } from '../registry-entry.ts';
import { BookPressure } from './book-pressure.ts';
import { MicroPrice } from './micro-price.ts';
import { OrderBookImbalance } from './order-book-imbalance.ts';
import { OrderBookSlope } from './order-book-slope.ts';
import { OrderFlowImbalance } from './order-flow-imbalance.ts';
import { SpreadStatistics } from './spread-statistics.ts';
import { TickDelta } from './tick-delta.ts';
import { TickImbalance } from './tick-imbalance.ts';
import { TickIntensity } from './tick-intensity.ts';
import { TickRuns } from './tick-runs.ts';
import { TickVolatility } from './tick-volatility.ts';

/** The indicators of flow of the registry. */
export const FLOW = {
  'tick-intensity': entry({
    id: 'tick-intensity',
    name: 'Tick intensity',
    group: 'flow',
    pane: 'own',
    parameters: { fastMs: 10_000, slowMs: 300_000 },
    description:
      'How many ticks come per second, lately and for some minutes, and the one over the other. A burst above 2 tells that something is going on.',
    source:
      'Engle and Russell, Autoregressive Conditional Duration, Econometrica, 1998, for intensity; kernel estimate with exponential decay',
    notes:
      'The rates are divided by the share of the kernel that has been seen, so that they are right from the beginning.',
    make: (options) => new TickIntensity(options),
  }),
  'tick-imbalance': entry({
    id: 'tick-imbalance',
    name: 'Up and down tick imbalance',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'Bought minus sold ticks over all of the last ticks, from -1 to 1, and the share of the ticks that moved the price.',
    source: 'Tick rule of Lee and Ready, Inferring Trade Direction from Intraday Data, Journal of Finance, 1991',
    notes: 'On the middle of bid and ask, since quotes are no trades.',
    guides: [0],
    make: (options) => new TickImbalance(options),
  }),
  'tick-runs': entry({
    id: 'tick-runs',
    name: 'Tick runs',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'How many moves in one direction the price has made without a turn, and how long such runs are on average. Of a random walk the average is 2; more is a push, less is bouncing.',
    source:
      'Wald and Wolfowitz, On a Test Whether Two Samples are from the Same Population, 1940, for runs; tick rule of Lee and Ready, 1991',
    guides: [0, 2],
    make: (options) => new TickRuns(options),
  }),
  'spread-statistics': entry({
    id: 'spread-statistics',
    name: 'Spread statistics',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'The spread, its mean and deviation over the last ticks, and how unusual it is. A score beyond 2 warns of news or of a thin market.',
    source: 'Usual definition: ask minus bid, and its standard score',
    notes: 'Population deviation over the window, the current tick included.',
    make: (options) => new SpreadStatistics(options),
  }),
  'tick-volatility': entry({
    id: 'tick-volatility',
    name: 'Realised volatility of ticks',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'Volatility from tick to tick over the last ticks, as it is and without the bouncing of quotes. Where the second is much lower, the market is noisy rather than moving.',
    source:
      'Andersen and others, The Distribution of Realized Exchange Rate Volatility, 2001; correction by Bin Zhou, High-Frequency Data and Volatility in Foreign-Exchange Rates, 1996',
    notes: 'Not scaled to a year. The correction can leave less than nothing, which is shown as 0.',
    make: (options) => new TickVolatility(options),
  }),
  'tick-delta': entry({
    id: 'tick-delta',
    name: 'Delta volume of ticks',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'Bought minus sold volume by the tick rule: of the tick, of the last ticks, and of all. A price that rises while the sum falls is not carried by buyers.',
    source: 'Tick rule of Lee and Ready, Inferring Trade Direction from Intraday Data, Journal of Finance, 1991',
    notes: 'Of quotes, the volume is what is offered at the best prices, not what was traded.',
    guides: [0],
    make: (options) => new TickDelta(options),
  }),
  'order-book-imbalance': entry({
    id: 'order-book-imbalance',
    name: 'Order book imbalance',
    group: 'flow',
    pane: 'own',
    parameters: { decay: 0.5 },
    description:
      'How much more rests on the bid than on the ask, from -1 to 1, at the best prices and over five levels. Above 0 the next move is more likely up.',
    source:
      'Cao, Hansch and Wang, The Information Content of an Open Limit-Order Book, Journal of Futures Markets, 2009',
    notes: 'Deeper levels weigh by `decay` to the power of their number; 1 weighs all alike.',
    guides: [0],
    make: (options) => new OrderBookImbalance(options),
  }),
  'order-book-slope': entry({
    id: 'order-book-slope',
    name: 'Order book slope',
    group: 'flow',
    pane: 'own',
    parameters: {},
    description:
      'How much of the depth comes per basis point away from the middle, on each side. Steep: depth lies close to the price; flat: an order has to go far.',
    source:
      'Ghysels and Nguyen, Price Discovery of a Speculative Asset, Journal of Risk and Financial Management, 2019',
    notes:
      'Distances are in basis points of the middle, so that instruments compare. Næs and Skjeltorp (2006) take elasticities of the logarithm of depth, which depend on the unit of size.',
    make: () => new OrderBookSlope(),
  }),
  'micro-price': entry({
    id: 'micro-price',
    name: 'Micro-price',
    group: 'flow',
    pane: 'price',
    parameters: {},
    description:
      'The price between bid and ask to which the sizes point: near the ask where the bid is heavy. It foretells the next middle better than the middle itself.',
    source: 'Gatheral and Oomen, Zero-Intelligence Realized Variance Estimation, Finance and Stochastics, 2010',
    notes: 'The weighted middle. The micro-price of Stoikov (2018) is an estimate from past moves that begins with it.',
    make: () => new MicroPrice(),
  }),
  'book-pressure': entry({
    id: 'book-pressure',
    name: 'Book pressure',
    group: 'flow',
    pane: 'own',
    parameters: {},
    description:
      'How much more rests on the bid than on the ask, from -1 to 1, where size counts less the further it is from the middle.',
    source:
      'Cao, Hansch and Wang, The Information Content of an Open Limit-Order Book, 2009, with weights of inverse distance',
    guides: [0],
    make: () => new BookPressure(),
  }),
  'order-flow-imbalance': entry({
    id: 'order-flow-imbalance',
    name: 'Order flow imbalance',
    group: 'flow',
    pane: 'own',
    parameters: { period: 100 },
    description:
      'What came to the bid and left the ask minus the reverse, over the last changes of the book. Price changes are nearly proportional to it.',
    source: 'Cont, Kukanov and Stoikov, The Price Impact of Order Book Events, Journal of Financial Econometrics, 2014',
    guides: [0],
    make: (options) => new OrderFlowImbalance(options),
  }),
} as const;
