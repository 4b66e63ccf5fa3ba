export * from './feature-sheet.ts';
export * from './indicators.ts';
export * from './live.ts';
export * from './market.ts';
export * from './report-sections.ts';
export * from './report.ts';
export * from './trading.ts';
export * from './report-page.ts';
