// A design small enough for a test: two cells, two blocks, about a second of training in total.
import { checkDesign } from '../../core/design/check.ts';
import type { Design } from '../../core/design/design.ts';

export const tinyDesign = (changes: Partial<Record<keyof Design, unknown>> = {}): Design =>
  checkDesign({
    name: 'Tiny',
    factors: { precision: ['fp32'], batch_size: [32, 128], neurons: [32], layers: [1], epochs: [2] },
    replicates: 2,
    seed: 7,
    data: { kind: 'synthetic', samples: 4000, features: 32, classes: 4 },
    idle_s: 0.3,
    cooldown_s: 0.1,
    ...changes,
  });
