export { aggregateCandles, higherTimeframes } from './candles/aggregate-candles.ts';
export { importFacts, readFacts, type FactFileReport } from './context/import-facts.ts';
export { fillFlatCandles } from './candles/fill-flat-candles.ts';
export { TickCandleMaker, ticksToCandles } from './candles/ticks-to-candles.ts';
export type { ImportSource } from './files/source-file.ts';
export type { FormatName, PriceSide, VolumeUnit } from './formats/format.ts';
export type { CsvOptions } from './formats/named-columns.ts';
export { CSV_FIELDS, type CsvField } from './text/csv-layout.ts';
export { detectFormat, type DetectedFile, type DetectOptions } from './formats/detect-format.ts';
export { importFiles, type ImportOptions, type ImportRequest } from './import/import-files.ts';
export type { ImportProgressEvent } from './import/import-progress.ts';
export type { FileReport, ImportReport, KnownFile, RefusedFile, SeriesReport } from './import/import-report.ts';
export { timeZoneRule, type TimeZoneRule } from './time-zones/time-zone-rule.ts';
export type { TimeZoneVerdict } from './time-zones/time-zone-verdict.ts';
export { findGaps, type Gap, type GapReport } from './validation/find-gaps.ts';
export {
  validateCandles,
  type AcceptedCandles,
  type CandleCounts,
  type ValidatedBlock,
} from './validation/validate-candles.ts';
export {
  downloadDukascopy,
  type DownloadProgressEvent,
  type DownloadReport,
  type DownloadRequest,
} from './providers/dukascopy/provider.ts';
export type { DukascopyFeed, DukascopyGranularity } from './providers/dukascopy/periods.ts';
export { SIMULATED_SOURCE, simulateMarket, type SimulatedMarketOptions } from './simulated/simulated-market.ts';
export { renderImportReport } from './import/render-import-report.ts';
