import { indicatorsPage } from './indicators-page.ts';

/** A page of docs/ that follows from the code. */
export interface GeneratedPage {
  readonly file: URL;
  readonly text: string;
}

/** Every generated page, as it should be. */
export function generatedPages(): readonly GeneratedPage[] {
  return [{ file: new URL('../../docs/indicators.md', import.meta.url), text: indicatorsPage() }];
}
