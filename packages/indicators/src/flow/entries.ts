/** The indicators of flow of the registry. */
export const FLOW = {} as const;
