/** Oldest browsers that the page runs in: those with `light-dark()`, container queries and the popover attribute. */
export const BROWSER_TARGETS = ['chrome123', 'edge123', 'firefox125', 'safari17.5'];
