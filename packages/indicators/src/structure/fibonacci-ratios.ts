/** Retracements of a leg, counted from its end back to its start. */
export const RETRACEMENTS = [0.236, 0.382, 0.5, 0.618, 0.65, 0.786] as const;

/** Extensions of a leg, counted from its start through its end. */
export const EXTENSIONS = [1.272, 1.618] as const;

/** The golden zone, as most charts draw it: a close that has retraced from 0.618 to 0.65 of the leg. */
export const GOLDEN_FROM = 0.618;
export const GOLDEN_TO = 0.65;
