import { writeFileSync } from 'node:fs';
import { generatedPages } from './docs/generated-pages.ts';

// npm run docs: writes the pages of docs/ that follow from the code.
for (const { file, text } of generatedPages()) writeFileSync(file, text);
