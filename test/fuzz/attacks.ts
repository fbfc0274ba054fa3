// The attacks of test:fuzz, in the order in which they strike. Each is a module of its own that exports `attack`.
import type { ListedAttack } from '../crash/attack.ts';

export const FUZZ_ATTACKS: readonly ListedAttack[] = [
  {
    name: 'designs',
    what: 'damaged designs in YAML and JSON',
    count: { short: 150, deep: 5_000, long: 50_000 },
    load: () => import('./designs.ts'),
  },
];
