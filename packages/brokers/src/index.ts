export * from './paper/candle-buffer.ts';
export * from './paper/candle-event.ts';
export * from './paper/replay-feed.ts';
