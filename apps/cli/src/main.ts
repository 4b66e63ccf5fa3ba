import { readFileSync } from 'node:fs';
import { createProgram } from './program.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const program = await createProgram(manifest.version, process.argv.slice(2));

await program.parseAsync();
