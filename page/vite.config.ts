import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: '../src/herodotus/surfaces/page/static',
    emptyOutDir: true,
    assetsInlineLimit: 0, // nothing inline: the policy of the server forbids it
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
  server: { proxy: { '^/.*\\.json': 'http://127.0.0.1:8642', '/readings': 'http://127.0.0.1:8642' } },
});
