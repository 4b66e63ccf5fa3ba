/**
 * What one candle is, each a bit. "Usual" is the mean over the ten candles before it, of body, range or shadows, as
 * TA-Lib's default candle settings have it.
 */

/** Any candle will do. */
export const ANY = 0;
/** Closed at or above its open. */
export const WHITE = 1 << 0;
/** Closed below its open. */
export const BLACK = 1 << 1;
/** A body greater than the usual body (TA-Lib: above BodyLong, and above BodyShort, which is as great). */
export const LONG = 1 << 2;
/** A body not greater than the usual body. */
export const SMALL = 1 << 3;
/** A body less than the usual body (below BodyShort). */
export const SHORT = 1 << 4;
/** A body of at most a tenth of the usual range (BodyDoji). */
export const DOJI = 1 << 5;
/** An upper shadow of less than a tenth of the usual range (ShadowVeryShort). */
export const BARE_TOP = 1 << 6;
/** A lower shadow of less than a tenth of the usual range (ShadowVeryShort). */
export const BARE_BOTTOM = 1 << 7;
/** An upper shadow longer than the body (ShadowLong). */
export const TALL_TOP = 1 << 8;
/** A lower shadow longer than the body (ShadowLong). */
export const TALL_BOTTOM = 1 << 9;
/** An upper shadow of less than half of the two usual shadows together (ShadowShort). */
export const SHORT_TOP = 1 << 10;
/** A lower shadow of less than half of the two usual shadows together (ShadowShort). */
export const SHORT_BOTTOM = 1 << 11;
/** The body lies wholly above the body of the candle before. */
export const BODY_ABOVE = 1 << 12;
/** The body lies wholly below the body of the candle before. */
export const BODY_BELOW = 1 << 13;
/** A higher high than the candle before. */
export const HIGHER_HIGH = 1 << 14;
/** A lower high than the candle before. */
export const LOWER_HIGH = 1 << 15;
/** A higher low than the candle before. */
export const HIGHER_LOW = 1 << 16;
/** A lower low than the candle before. */
export const LOWER_LOW = 1 << 17;
/** A higher close than the candle before. */
export const HIGHER_CLOSE = 1 << 18;
/** A lower close than the candle before. */
export const LOWER_CLOSE = 1 << 19;

/** The body reaches higher than the body of the candle before. */
export const TOP_HIGHER = 1 << 20;
/** The body reaches less high than the body of the candle before. */
export const TOP_LOWER = 1 << 21;
/** The body ends at the same height as the body of the candle before. */
export const TOP_SAME = 1 << 22;
/** The body begins higher than the body of the candle before. */
export const BOTTOM_HIGHER = 1 << 23;
/** The body begins lower than the body of the candle before. */
export const BOTTOM_LOWER = 1 << 24;
/** The body begins at the same height as the body of the candle before. */
export const BOTTOM_SAME = 1 << 25;
/** Opens above the high of the candle before. */
export const OPENS_ABOVE = 1 << 26;
/** Opens below the low of the candle before. */
export const OPENS_BELOW = 1 << 27;
/** A shadow longer than the body, at one end at least. */
export const LEGGED = 1 << 28;
/** Both shadows are longer than twice the body (ShadowVeryLong). */
export const VERY_TALL = 1 << 29;
/** Its low is above the close of the candle before. */
export const LOW_ABOVE_CLOSE = 1 << 30;
/** A close within a twentieth of the usual range (Equal, of the five candles before the one before) of the close before. */
export const CLOSE_SAME = 1 << 31;

/** How many traits there are: no more fit into one number. */
export const TRAIT_COUNT = 32;

/** A body that covers the body before it. */
export const AROUND = TOP_HIGHER | BOTTOM_LOWER;
/** A body within the body before it. */
export const WITHIN = TOP_LOWER | BOTTOM_HIGHER;

/** A candle without shadows to speak of. */
export const BARE = BARE_TOP | BARE_BOTTOM;
/** A candle whose shadows are both longer than its body. */
export const TALL = TALL_TOP | TALL_BOTTOM;
/** A candle within the range of the one before. */
export const INSIDE = LOWER_HIGH | HIGHER_LOW;
/** A higher high and a higher low than the candle before. */
export const HIGHER = HIGHER_HIGH | HIGHER_LOW;
/** A lower high and a lower low than the candle before. */
export const LOWER = LOWER_HIGH | LOWER_LOW;
