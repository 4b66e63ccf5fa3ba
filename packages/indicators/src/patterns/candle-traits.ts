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
/** A lower high and a higher low than the candle before. */
export const INSIDE = 1 << 14;

/** A candle without shadows to speak of. */
export const BARE = BARE_TOP | BARE_BOTTOM;
