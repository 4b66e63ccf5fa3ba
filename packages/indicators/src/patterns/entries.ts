/** The indicators of patterns of the registry. */
export const PATTERNS = {} as const;
