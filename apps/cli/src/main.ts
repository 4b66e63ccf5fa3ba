import { readFileSync } from 'node:fs';
import { createProgram } from './program.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

await createProgram(manifest.version).parseAsync();
