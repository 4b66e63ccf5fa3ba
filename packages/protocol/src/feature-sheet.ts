import { z } from 'zod';
import { fillPage } from './fill-page.ts';
import { indicatorInfoSchema, indicatorValuesSchema } from './indicators.ts';
import { instrumentSchema, timeframeSchema, timeSchema } from './market.ts';
import { packedCandlesSchema } from './report.ts';

/** One feature of the row, with everything that a person needs in order to read it. */
export const sheetFeatureSchema = z.object({
  name: z.string(),
  group: z.string(),
  /** Null where there is none; `absent` says why. */
  value: z.number().nullable(),
  absent: z.enum(['not-loaded', 'not-begun', 'nothing-to-report']).nullable(),
  /** Share of the values before that are below this one, equal ones counting half: 0 to 1. Null without a value. */
  rank: z.number().nullable(),
  unit: z.string(),
  formula: z.string(),
  source: z.string(),
  /** Candles that the first value needs. */
  lookback: z.string(),
  needs: z.string(),
  availableAt: z.string(),
  stationarity: z.string(),
  /** The indicators that it reads, a sentence each. */
  indicators: z.array(z.string()),
});
export type SheetFeature = z.infer<typeof sheetFeatureSchema>;

/** An indicator drawn over, or below, the candles of the sheet. */
export const sheetStudySchema = z.object({ info: indicatorInfoSchema, values: indicatorValuesSchema });
export type SheetStudy = z.infer<typeof sheetStudySchema>;

/** The wide row of one candle and the candles around it: one JSON inside one HTML file. */
export const featureSheetSchema = z.object({
  version: z.string(),
  title: z.string(),
  generatedAt: timeSchema,
  instrument: instrumentSchema,
  timeframe: timeframeSchema,
  /** Open of the candle, and its close, from which on the row may be used. */
  time: timeSchema,
  availableAt: timeSchema,
  /** Digest of the catalogue. */
  catalogue: z.string(),
  /** Rows before that the values are ranked among, and the open of the first of them. */
  rankedRows: z.int(),
  rankedFrom: timeSchema,
  candles: packedCandlesSchema,
  /** Which of the candles the row is of. */
  marked: z.int(),
  studies: z.array(sheetStudySchema),
  /** Support below and resistance above the close, as they were known then; those that there were. */
  levels: z.array(z.object({ kind: z.enum(['support', 'resistance']), price: z.number() })),
  /** In the order of the catalogue. */
  features: z.array(sheetFeatureSchema),
  /** Sources that are not loaded, and how to load them. */
  missing: z.array(z.object({ needs: z.string(), features: z.int(), action: z.string() })),
});
export type FeatureSheet = z.infer<typeof featureSheetSchema>;

/** Element id of the script of type `application/json` in the page that holds the `FeatureSheet`. */
export const FEATURE_SHEET_ELEMENT_ID = 'pipwright-feature-sheet';

/** Stands in the built page of a feature sheet where its JSON goes; exactly once. */
export const FEATURE_SHEET_PLACEHOLDER = '__PIPWRIGHT_FEATURE_SHEET__';

/** The page of a feature sheet with the sheet in it; see `fillPage`. */
export function fillFeatureSheet(page: string, sheet: FeatureSheet): string {
  return fillPage(page, FEATURE_SHEET_PLACEHOLDER, sheet);
}
