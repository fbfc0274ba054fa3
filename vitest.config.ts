import { defineConfig } from 'vitest/config';

const DEEP = 'test/**/*.deep.test.ts';

// npm test runs unit and then e2e; npm run test:deep runs deep.
export default defineConfig({
  test: {
    projects: [
      {
        // What needs no window, on two workers: many tests wait for processes they started.
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/gpu/**', DEEP],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // Not 0: on two cores vitest would put this group last.
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The real Electron window and the GPU, one file at a time.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/gpu/**/*.test.ts'],
          exclude: [DEEP],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Sanitizers, planted faults, soaks, the packaged app, other systems: minutes each, one file at a time.
        test: {
          name: 'deep',
          include: [DEEP],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
