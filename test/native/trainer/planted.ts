// Chooses the planted faults of a run: all on request, otherwise as many as CI has time for, different ones at each commit.
import { spawnSync } from 'node:child_process';
import { ROOT } from './training.ts';

export interface Mutation {
  readonly file: string;
  /** One exact piece of the source, there once. */
  readonly from: string;
  readonly to: string;
}

/** From each list. Eight took 338 s (CPU) and 487 s (kernels) on two cores beside another test run; CI has 90 minutes for everything. */
const IN_ONE_RUN = 5;

const setting = process.env['WATTPROOF_MUTATIONS'];
/** `all`, or a number to draw by; by default the commit that is tested. */
const ALL = setting === 'all';

function seedOf(): number {
  if (setting !== undefined && /^\d+$/.test(setting)) return Number(setting);
  const { stdout, status } = spawnSync('git', ['rev-parse', '--short=7', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return status === 0 ? Number.parseInt(stdout, 16) : 1;
}

export const PLANTED = ALL ? 'all faults' : `${IN_ONE_RUN} faults of seed ${seedOf()}`;

export function chosen(mutations: readonly Mutation[]): readonly Mutation[] {
  if (ALL) return mutations;
  const left = [...mutations];
  // mulberry32, which draws the same everywhere.
  let state = seedOf() >>> 0;
  return Array.from({ length: Math.min(IN_ONE_RUN, left.length) }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return left.splice(((t ^ (t >>> 14)) >>> 0) % left.length, 1)[0] as Mutation;
  });
}

/** Those whose piece of source is not there exactly once, as a reader finds them. */
export const astray = (mutations: readonly Mutation[], read: (file: string) => string): string[] =>
  mutations
    .filter(({ file, from }) => read(file).split(from).length !== 2)
    .map(({ file, from }) => `${file}: ${from}`);
