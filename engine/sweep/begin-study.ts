// Writes the head of a new study: the plan, the machine, the sources and the carbon factor.
import { randomUUID } from 'node:crypto';
import { carbonFactor } from '../../core/carbon/factor.ts';
import type { Design, PlannedTrial } from '../../core/design/design.ts';
import { factorList } from '../../core/design/factor-list.ts';
import { studySettings } from '../../core/settings.ts';
import { insertCarbonFactor } from '../../db/carbon.ts';
import { linkDesign } from '../../db/chain/closing.ts';
import { insertFactors } from '../../db/factors.ts';
import { insertMachine } from '../../db/machines.ts';
import { insertSources } from '../../db/sources.ts';
import { insertStudy } from '../../db/studies.ts';
import { atOnce } from '../../db/study-file/patience.ts';
import { createStudyFile, type StudyFile } from '../../db/study-file.ts';
import { insertTrials } from '../../db/trials.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { thisOwner } from '../study/is-alive.ts';
import { beginSession, gatherFacts } from './session.ts';

export async function beginSweepStudy(
  parts: EngineParts,
  plan: {
    design: Design;
    trials: readonly PlannedTrial[];
    sampler: OpenedSampler;
    path: string;
  },
): Promise<StudyFile> {
  const { design } = plan;
  const head = { name: design.name, kind: 'sweep', design, command: null } as const;
  return beginStudy(parts, plan, head, (study) => {
    insertFactors(study, Object.fromEntries(factorList(design).map(({ name, levels }) => [name, levels])));
    insertTrials(study, plan.trials);
    linkDesign(study);
  });
}

type OpenedSampler = Pick<Sampler, 'sources' | 'opened' | 'gpus'>;

/** A recording is a study of one trial without factors. */
export async function beginRecordStudy(
  parts: EngineParts,
  plan: { command: readonly string[]; sampler: OpenedSampler; path: string },
): Promise<StudyFile> {
  const name = `Recording of ${plan.command[0]}`;
  return beginStudy(parts, plan, { name, kind: 'record', design: null, command: plan.command }, () => {});
}

/** Writes the head in one transaction: a program that is killed leaves a whole study or an empty file. */
async function beginStudy(
  parts: EngineParts,
  plan: { sampler: OpenedSampler; path: string },
  head: { name: string; kind: 'sweep' | 'record'; design: Design | null; command: readonly string[] | null },
  more: (study: StudyFile) => void,
): Promise<StudyFile> {
  const facts = await gatherFacts(parts, plan.sampler, head.design);
  const study = createStudyFile(plan.path);
  atOnce(study, () => {
    insertStudy(study, {
      uuid: randomUUID(),
      name: head.name,
      kind: head.kind,
      state: 'running',
      created_unix_ms: unixMs(),
      ended_unix_ms: null,
      ...thisOwner(),
      design_json: head.design && JSON.stringify(head.design),
      command_json: head.command && JSON.stringify(head.command),
      exit_code: null,
      settings_json: JSON.stringify(studySettings(parts.settings)),
      app_version: parts.app_version,
    });
    const { intensity_g_per_kwh, region, year, source, licence } = carbonFactor(parts.settings);
    insertCarbonFactor(study, {
      intensity_g_per_kwh,
      region,
      year: year === null ? null : String(year),
      source,
      licence,
      pue: parts.settings.pue,
    });
    insertMachine(study, facts.machine);
    insertSources(study, plan.sampler.sources);
    beginSession(study, facts, true);
    more(study);
  });
  return study;
}
