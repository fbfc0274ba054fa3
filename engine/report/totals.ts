// The total cost of the study, shared by the sections: energy of all finished trials, and its CO2e.

import { carbonOf } from '../../core/carbon/carbon.ts';
import type { CarbonDocument } from '../../core/carbon/carbon-document.ts';
import type { ReportModel } from '../../core/report/model.ts';
import type { Interval } from '../../core/statistics/analysis.ts';
import { sumOfTrials } from '../study/sweep-total.ts';

/** Energy of the finished trials; a recorded command counts however it ended. Null when no energy was obtained. */
export function totalOf({ study, command }: ReportModel): { energy_j: number; ci: Interval | null } | null {
  const counts =
    command === null ? study.trials : study.trials.map((trial) => ({ ...trial, state: 'done' as const }));
  return sumOfTrials(counts, study.tries);
}

/** The study's own CO2e, or else that of the total, so that energy and CO2e never contradict each other. */
export function carbonTold(model: ReportModel): CarbonDocument {
  const total = totalOf(model);
  return model.study.carbon ?? carbonOf(total?.energy_j ?? null, total?.ci ?? null, model.settings);
}
