import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { BROWSER_TARGETS } from './browser-targets.ts';

const SERVER = process.env['PIPWRIGHT_SERVER'] ?? 'http://127.0.0.1:7411';

/** The live page. `vite --mode fixture` serves it with a made-up platform instead of a running server. */
export default defineConfig(async ({ mode }) => ({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), ...(mode === 'fixture' ? [(await import('./fixtures/fixture-server.ts')).fixtureServer()] : [])],
  build: { outDir: 'dist/page', emptyOutDir: true, target: BROWSER_TARGETS, modulePreload: { polyfill: false } },
  server: {
    port: 5173,
    // The server checks Host and Origin, so the proxy presents itself as the server's own page.
    ...(mode === 'fixture'
      ? {}
      : { proxy: { '/api': { target: SERVER, changeOrigin: true, ws: true, headers: { origin: SERVER } } } }),
  },
}));
