/** The indicators of structure of the registry. */
export const STRUCTURE = {} as const;
