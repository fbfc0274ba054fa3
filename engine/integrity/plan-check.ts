// Lays the stored design out again, and compares order, cells and seeds with the planned trials.
import { isDeepStrictEqual } from 'node:util';
import { Design, type PlannedTrial } from '../../core/design/design.ts';
import { factorList } from '../../core/design/factor-list.ts';
import { layOut } from '../../core/design/layout.ts';
import type { Finding } from '../../core/study/finding.ts';
import type { StoredTrial } from '../../db/trials.ts';

/** Trials after the planned ones are tries that were run again. */
export function checkPlan(
  design_json: string,
  trials: readonly StoredTrial[],
  levels: Readonly<Record<string, readonly string[]>>,
): Finding[] {
  const design = Design.parse(JSON.parse(design_json));
  const factors = Object.fromEntries(factorList(design).map((one) => [one.name, one.levels.map(String)]));
  if (!isDeepStrictEqual(factors, { ...levels }))
    return [{ where: 'factors and levels', expected: 'those of the design', found: 'others' }];
  const planned = layOut(design);
  if (trials.length < planned.length)
    return [
      {
        where: 'planned trials',
        expected: `${planned.length}, as the design says`,
        found: String(trials.length),
      },
    ];
  return planned.flatMap((plan, index) => {
    const trial = trials[index] as StoredTrial;
    const [expected, found] = [planInWords(plan), storedInWords(trial)];
    return expected === found ? [] : [{ where: `plan of trial ${plan.order}`, expected, found }];
  });
}

const inWords = (order: number, plan: Pick<PlannedTrial, 'block' | 'replicate' | 'seed'>, levels: string[]) =>
  `trial ${order}, block ${plan.block}, replicate ${plan.replicate}, seed ${plan.seed}, ${levels.sort().join(', ')}`;
const planInWords = (plan: PlannedTrial): string =>
  inWords(
    plan.order,
    plan,
    Object.entries(plan.levels).map(([name, level]) => `${name} ${String(level)}`),
  );
const storedInWords = (trial: StoredTrial): string =>
  inWords(
    trial.id,
    trial,
    Object.entries(trial.levels).map(([name, level]) => `${name} ${level}`),
  );
