import { defineConfig } from 'vitest/config';

// Two projects: what needs no window runs first, in parallel; then the real Electron window and the GPU, one file at a time.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/gpu/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Not 0: on two cores vitest would put this group last.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/gpu/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
