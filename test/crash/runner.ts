// Runs listed attacks one after another, prints a line for each, and sums them up.
import { messageOf } from '../../core/errors.ts';
import type { AttackResult, ListedAttack } from './attack.ts';

export interface AttackFigures extends AttackResult {
  readonly name: string;
  readonly seed: number;
  readonly duration_s: number;
}

/** Runs one attack. One that throws, or whose counts do not add up, is lost as a whole. */
export async function strike(listed: ListedAttack, seed: number, count: number): Promise<AttackFigures> {
  const begin_ms = performance.now();
  const done = (result: AttackResult): AttackFigures => ({
    ...result,
    name: listed.name,
    seed,
    duration_s: (performance.now() - begin_ms) / 1e3,
  });
  try {
    const { attack } = await listed.load();
    const result = await attack({ seed, count });
    const { injected, survived, lost } = result;
    if (injected > 0 && injected === survived + lost.length) return done(result);
    const sum = `expected survived and lost to add up to injected; got ${survived} + ${lost.length} of ${injected}`;
    return done({ injected, survived, lost: [...lost, sum] });
  } catch (error) {
    return done({ injected: count, survived: 0, lost: [`broke off: ${messageOf(error)}`] });
  }
}

/** `sigkill: 100 injected, 100 survived, 0 lost, 83.1 s, seed 7`. */
export const lineOf = ({ name, injected, survived, lost, duration_s, seed }: AttackFigures): string =>
  `${name}: ${injected} injected, ${survived} survived, ${lost.length} lost, ${duration_s.toFixed(1)} s, seed ${seed}`;

/** The last line: the sum of all attacks. */
export function sumOf(figures: readonly AttackFigures[]): string {
  const add = (of: (one: AttackFigures) => number): number => figures.reduce((sum, one) => sum + of(one), 0);
  const [injected, survived] = [add((one) => one.injected), add((one) => one.survived)];
  const [lost, duration_s] = [add((one) => one.lost.length), add((one) => one.duration_s)];
  return `${figures.length} attacks: ${injected} injected, ${survived} survived, ${lost} lost, ${duration_s.toFixed(1)} s`;
}
