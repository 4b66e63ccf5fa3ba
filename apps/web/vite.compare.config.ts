import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { BROWSER_TARGETS } from './browser-targets.ts';

/** The page of a comparison as one file: script and style inlined, nothing loaded from elsewhere. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  plugins: [react(), viteSingleFile({ removeViteModuleLoader: true })],
  build: {
    outDir: 'dist/compare',
    emptyOutDir: true,
    target: BROWSER_TARGETS,
    rolldownOptions: { input: fileURLToPath(new URL('compare.html', import.meta.url)) },
  },
});
