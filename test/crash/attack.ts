// The shape of an attack, of its place in a list, and of its figures; shared by test:crash and test:fuzz.

export interface AttackOptions {
  /** Equal seed and count give an equal attack. */
  readonly seed: number;
  /** How often to attack; an attack with several parts shares it out. */
  readonly count: number;
}

export interface AttackResult {
  readonly injected: number;
  readonly survived: number;
  /** One line for each attack that did harm: what was done, what came of it. */
  readonly lost: readonly string[];
}

export type Attack = (options: AttackOptions) => Promise<AttackResult>;

/** An attack in a list: how to load it, and how often it strikes by default. */
export interface ListedAttack {
  readonly name: string;
  /** What is done, for people; no verb in front. */
  readonly what: string;
  /** Counts within `npm test`, within `npm run test:deep`, and by hand. */
  readonly count: { readonly short: number; readonly deep: number; readonly long: number };
  load(): Promise<{ readonly attack: Attack }>;
}

/** Deterministic numbers in [0, 1): mulberry32, equal on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
