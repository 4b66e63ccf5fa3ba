import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillFeatureSheet, type FeatureSheet } from '@pipwright/protocol';
import { errors } from '../errors.ts';

const TEMPLATE = fileURLToPath(new URL('../../../web/dist/features/features.html', import.meta.url));

/** A feature sheet as one self-contained HTML page. Throws `PAGE_NOT_BUILT`. */
export function renderFeatureSheet(sheet: FeatureSheet): string {
  if (!existsSync(TEMPLATE)) throw errors.PAGE_NOT_BUILT({ file: TEMPLATE });
  return fillFeatureSheet(readFileSync(TEMPLATE, 'utf8'), sheet);
}
