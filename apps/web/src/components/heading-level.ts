import { createContext } from 'react';

/** Level of a panel's heading: one below that of the part of the page which it stands in. */
export const HeadingLevel = createContext<2 | 3>(2);
