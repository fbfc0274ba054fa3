// The attacks of test:crash, in the order in which they strike. Each is a module of its own that exports `attack`.
import type { ListedAttack } from './attack.ts';

export const CRASH_ATTACKS: readonly ListedAttack[] = [];
