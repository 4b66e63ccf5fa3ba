/** What is known of a tick: epoch milliseconds, the best prices, and what is quoted at them (0 where it is not told). */
export type TickColumn = 'time' | 'bid' | 'ask' | 'bidVolume' | 'askVolume';
