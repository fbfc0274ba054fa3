// Builds the window: one page, relative paths, into dist/renderer.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { helpPages } from '../build/help-pages.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  // electron/app-protocol.ts replaces it at each load; the policy allows style elements by it.
  html: { cspNonce: '__NONCE__' },
  plugins: [helpPages(), react()],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    // The browser is the Chromium that ships with the app; nothing older ever loads this.
    target: 'esnext',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        // A font keeps its name: reports that are printed take it from here.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.woff2'))
            ? 'fonts/[name][extname]'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
});
