/** Why the distribution of a feature does, or does not, stay the same over the years. */
export const IN_ATR = 'Counted in average true ranges: comparable over price levels and volatility regimes.';
export const BOUNDED = 'Bounded by construction.';
export const VOLATILITY_LEVEL = 'Relative to the price, yet the level of volatility moves slowly over the years.';
export const VOLATILITY_RATIO = 'Ratio of two volatilities: free of the level.';
export const OWN_WINDOW = 'In deviations of its own window.';
export const REPEATS = 'Repeats by construction.';
export const NEUTRAL_WITHOUT_VOLUME = ' Neutral where the provider gives no volume.';
