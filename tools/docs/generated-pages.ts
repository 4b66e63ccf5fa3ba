import { featuresPage } from './features-page.ts';
import { indicatorsPage } from './indicators-page.ts';

/** A page of docs/ that follows from the code. */
export interface GeneratedPage {
  readonly file: URL;
  readonly text: string;
}

/** Every generated page, as it should be. */
export function generatedPages(): readonly GeneratedPage[] {
  return [
    { file: new URL('../../docs/features.md', import.meta.url), text: featuresPage() },
    { file: new URL('../../docs/indicators.md', import.meta.url), text: indicatorsPage() },
  ];
}
