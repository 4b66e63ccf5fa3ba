/** The indicators of cross-market of the registry. */
export const CROSS_MARKET = {} as const;
