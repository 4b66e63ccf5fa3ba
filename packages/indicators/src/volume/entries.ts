import { entry } from '../registry-entry.ts';
import { Adl } from './adl.ts';
import { ChaikinOscillator } from './chaikin-oscillator.ts';
import { Cmf } from './cmf.ts';
import { DeltaVolume } from './delta-volume.ts';
import { EaseOfMovement } from './ease-of-movement.ts';
import { ForceIndex } from './force-index.ts';
import { KlingerOscillator } from './klinger-oscillator.ts';
import { Mfi } from './mfi.ts';
import { Obv } from './obv.ts';
import { Pvo } from './pvo.ts';
import { RelativeVolume } from './relative-volume.ts';
import { Nvi, Pvi } from './volume-index.ts';
import { VolumeOscillator } from './volume-oscillator.ts';
import { VolumeProfile } from './volume-profile.ts';
import { VwapAnchored } from './vwap-anchored.ts';
import { VwapRolling, VwapRollingDistance } from './vwap-rolling.ts';
import { VwapSession, VwapSessionDistance } from './vwap-session.ts';
import { Vwma } from './vwma.ts';

/** The volume indicators of the registry. */
export const VOLUME = {
  obv: entry({
    id: 'obv',
    name: 'On-balance volume',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description:
      'Adds the volume of bars that close higher and takes away that of bars that close lower. Its direction counts, not its level: a line that does not follow the price warns of a weak move.',
    source: "Joseph Granville, New Key to Stock Market Profits, 1963; TA-Lib's OBV",
    notes: 'Starts at 0. TA-Lib starts at the volume of the first bar, which moves the whole line by that number.',
    make: () => new Obv(),
  }),
  adl: entry({
    id: 'adl',
    name: 'Accumulation and distribution line',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description:
      'Adds up volume, weighted by where the close lies in the range of its bar. It rises while bars close near their highs, that is while buyers are in charge.',
    source: "Marc Chaikin, 1980s; TA-Lib's AD",
    make: () => new Adl(),
  }),
  cmf: entry({
    id: 'cmf',
    name: "Chaikin's money flow",
    group: 'volume',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'Money flow volume of the last bars over their volume, from -1 (all bars close at their low) to 1 (at their high). Above 0 buyers were in charge, below 0 sellers.',
    source: 'Marc Chaikin, 1980s',
    guides: [0],
    make: (options) => new Cmf(options),
  }),
  mfi: entry({
    id: 'mfi',
    name: 'Money flow index',
    group: 'volume',
    pane: 'own',
    parameters: { period: 14 },
    description:
      'A relative strength index of price times volume, from 0 to 100. Above 80 a rise is overbought, below 20 a fall is oversold.',
    source: "Gene Quong and Avrum Soudack, 1989; TA-Lib's MFI",
    guides: [20, 80],
    make: (options) => new Mfi(options),
  }),
  vwma: entry({
    id: 'vwma',
    name: 'Volume-weighted moving average',
    group: 'volume',
    pane: 'price',
    parameters: { period: 10 },
    description:
      'Moving average of the close in which a bar weighs as much as its volume. Where it leaves the plain average, volume leans to that side.',
    source: 'Buff Dormeier, Investing with Volume Analysis, 2011',
    make: (options) => new Vwma(options),
  }),
  'chaikin-oscillator': entry({
    id: 'chaikin-oscillator',
    name: 'Chaikin oscillator',
    group: 'volume',
    pane: 'own',
    parameters: { fast: 3, slow: 10 },
    description:
      'Fast minus slow exponential average of the accumulation and distribution line. A turn through 0 tells that accumulation begins or ends, often before the price shows it.',
    source: 'Marc Chaikin, 1980s',
    notes:
      'Both averages are seeded with the plain average of their first values. TA-Lib (ADOSC) seeds both with the first value of the line and differs at the beginning.',
    guides: [0],
    make: (options) => new ChaikinOscillator(options),
  }),
  'force-index': entry({
    id: 'force-index',
    name: 'Force index',
    group: 'volume',
    pane: 'own',
    parameters: { period: 13 },
    description:
      'Change of the close times volume, smoothed: how much force is behind a move. Above 0 the bulls push, below 0 the bears.',
    source: 'Alexander Elder, Trading for a Living, 1993',
    guides: [0],
    make: (options) => new ForceIndex(options),
  }),
  'ease-of-movement': entry({
    id: 'ease-of-movement',
    name: 'Ease of movement',
    group: 'volume',
    pane: 'own',
    parameters: { period: 14, scale: 10_000 },
    description:
      'How far the middle of the bar moved, in proportion to the volume that it took. High values: the price rises easily; near 0 much volume moves it little.',
    source: 'Richard Arms, Volume Cycles in the Stock Market, 1983',
    notes:
      "The scale is a matter of taste: 10,000 as in TradingView and TTR, 100,000,000 at StockCharts. A bar without volume counts 0; TTR's is infinite.",
    guides: [0],
    make: (options) => new EaseOfMovement(options),
  }),
  'klinger-oscillator': entry({
    id: 'klinger-oscillator',
    name: 'Klinger volume oscillator',
    group: 'volume',
    pane: 'own',
    parameters: { fast: 34, slow: 55, signal: 13 },
    description:
      'Fast minus slow average of a volume force whose sign is the trend of the bars, with a signal average. The oscillator crossing its signal tells a turn of money flow.',
    source:
      'Stephen Klinger, Identifying Trends with Volume Analysis, Technical Analysis of Stocks and Commodities, 1997',
    notes:
      'The force is volume x |2 (range / ranges of the run - 1)|; some libraries take |2 range / ranges of the run - 1|, others (TradingView) leave out the ranges. Of an unchanged sum of high, low and close the trend is down, as in Stock.Indicators.',
    guides: [0],
    make: (options) => new KlingerOscillator(options),
  }),
  pvo: entry({
    id: 'pvo',
    name: 'Percentage volume oscillator',
    group: 'volume',
    pane: 'own',
    parameters: { fast: 12, slow: 26, signal: 9 },
    description:
      'Fast against slow exponential average of volume in percent, with signal and histogram. Above 0 volume is growing, which confirms a move.',
    source: 'StockCharts; the percentage form of the MACD of Gerald Appel, taken of volume',
    guides: [0],
    make: (options) => new Pvo(options),
  }),
  nvi: entry({
    id: 'nvi',
    name: 'Negative volume index',
    group: 'volume',
    pane: 'own',
    parameters: { period: 255 },
    description:
      'Follows the price over the bars on which volume fell, from 1000 on. Above its average of a year the informed few are thought to be buying.',
    source: 'Paul Dysart, 1936; Norman Fosback, Stock Market Logic, 1976',
    notes: 'Compounded, as Fosback has it. Some libraries add up the returns, or take volume that is equal as fallen.',
    make: (options) => new Nvi(options),
  }),
  pvi: entry({
    id: 'pvi',
    name: 'Positive volume index',
    group: 'volume',
    pane: 'own',
    parameters: { period: 255 },
    description:
      'Follows the price over the bars on which volume rose, from 1000 on. Below its average of a year the crowd has stopped buying.',
    source: 'Paul Dysart, 1936; Norman Fosback, Stock Market Logic, 1976',
    notes: 'Compounded, as Fosback has it. Some libraries add up the returns, or take volume that is equal as risen.',
    make: (options) => new Pvi(options),
  }),
  'volume-oscillator': entry({
    id: 'volume-oscillator',
    name: 'Volume oscillator',
    group: 'volume',
    pane: 'own',
    parameters: { fast: 5, slow: 10 },
    description: 'Fast against slow plain average of volume in percent. Above 0 volume is higher than usual.',
    source: 'Steven Achelis, Technical Analysis from A to Z, 1995',
    notes: 'Plain averages, as in MetaStock; with exponential ones it is the PVO.',
    guides: [0],
    make: (options) => new VolumeOscillator(options),
  }),
  'relative-volume': entry({
    id: 'relative-volume',
    name: 'Relative volume',
    group: 'volume',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'Volume of the bar over the average of the bars before it. 1 is usual, 2 is twice as much; a breakout on 1.5 and more is taken seriously.',
    source: 'Usual definition of trading platforms (RVOL)',
    notes: 'The bar itself is not in the average; platforms that include it show less of a spike.',
    guides: [1],
    make: (options) => new RelativeVolume(options),
  }),
  'delta-volume': entry({
    id: 'delta-volume',
    name: 'Delta volume of bars',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description:
      'Bought minus sold volume as far as a bar shows it, by the place of the close in the range, and its sum since the session began. A price that rises while the sum falls is not carried by buyers.',
    source: 'Marc Chaikin, 1980s (the share of a bar); cumulative delta as trading platforms have it',
    notes: 'Trades with their side would be exact; `tick-delta` is nearer to them where there are ticks.',
    guides: [0],
    make: () => new DeltaVolume(),
  }),
  'vwap-session': entry({
    id: 'vwap-session',
    name: 'Session VWAP with bands',
    group: 'volume',
    pane: 'price',
    parameters: { inner: 1, outer: 2 },
    description:
      'Average price of the session, weighted by volume, with bands of its deviation. What is above it is dear for the day; large orders are measured by it.',
    source: 'Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, Journal of Finance, 1988',
    notes: 'Typical prices (high + low + close) / 3. The deviation is weighted by volume too.',
    make: (options) => new VwapSession(options),
  }),
  'vwap-session-distance': entry({
    id: 'vwap-session-distance',
    name: 'Distance from the session VWAP',
    group: 'volume',
    pane: 'own',
    parameters: {},
    description:
      'How many weighted deviations the close is above or below the session VWAP. Beyond 2 the price is stretched.',
    source: 'Bands of the VWAP as trading platforms draw them; Berkowitz, Logue and Noser, 1988 for the VWAP',
    guides: [-2, 0, 2],
    make: () => new VwapSessionDistance(),
  }),
  'vwap-anchored': entry({
    id: 'vwap-anchored',
    name: 'Anchored VWAP with bands',
    group: 'volume',
    pane: 'price',
    parameters: { start: 0, every: 0, inner: 1, outer: 2 },
    description:
      'Average price since a chosen bar, weighted by volume, with bands of its deviation: what those who came in since then have paid.',
    source: 'Paul Levine, Introducing the Midas Method of Technical Analysis, 1995; Brian Shannon, 2008',
    notes: 'Anchored at the bar after the first `start`; with `every` above 0 it is anchored anew after so many bars.',
    make: (options) => new VwapAnchored(options),
  }),
  'vwap-rolling': entry({
    id: 'vwap-rolling',
    name: 'Rolling VWAP with bands',
    group: 'volume',
    pane: 'price',
    parameters: { period: 20, inner: 1, outer: 2 },
    description:
      'Average price of the last bars, weighted by volume, with bands of its deviation. It has no jump where a session begins.',
    source: 'Rolling form of the VWAP of Berkowitz, Logue and Noser, 1988, as trading platforms have it',
    make: (options) => new VwapRolling(options),
  }),
  'vwap-rolling-distance': entry({
    id: 'vwap-rolling-distance',
    name: 'Distance from the rolling VWAP',
    group: 'volume',
    pane: 'own',
    parameters: { period: 20 },
    description:
      'How many weighted deviations the close is above or below the rolling VWAP. Beyond 2 the price is stretched.',
    source: 'Rolling form of the VWAP of Berkowitz, Logue and Noser, 1988, as trading platforms have it',
    guides: [-2, 0, 2],
    make: (options) => new VwapRollingDistance(options),
  }),
  'volume-profile': entry({
    id: 'volume-profile',
    name: 'Volume profile',
    group: 'volume',
    pane: 'price',
    parameters: { period: 120, bins: 24, tick: 0, valueAreaPercent: 70 },
    description:
      'Where the volume of the last bars was traded: the price with the most (point of control) and the area around it that holds 70 percent. Prices tend to come back into the area, and to stop at its edges.',
    source: 'J. Peter Steidlmayer, Market Profile, Chicago Board of Trade, 1985',
    notes:
      'The volume of a bar is spread evenly over its range. Bins are powers of two wide (with `tick`, such multiples of it), so that the profile depends on its window only. The value area grows by two bins at a time, as at the exchange; some platforms grow by one. Without volume, time at price is counted.',
    make: (options) => new VolumeProfile(options),
  }),
} as const;
