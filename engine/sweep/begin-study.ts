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
import { createStudyFile, type StudyFile } from '../../db/study-file.ts';
import { insertTrials } from '../../db/trials.ts';
import { inventory } from '../../native/system/inventory.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { unixMs } from '../setup/clock.ts';
import type { EngineParts } from '../setup/parts.ts';
import { thisOwner } from '../study/is-alive.ts';

export async function beginSweepStudy(
  parts: EngineParts,
  plan: {
    design: Design;
    trials: readonly PlannedTrial[];
    sampler: Pick<Sampler, 'sources' | 'gpus'>;
    path: string;
  },
): Promise<StudyFile> {
  const { design } = plan;
  const study = await beginStudy(parts, plan, { name: design.name, kind: 'sweep', design, command: null });
  insertFactors(study, Object.fromEntries(factorList(design).map(({ name, levels }) => [name, levels])));
  insertTrials(study, plan.trials);
  linkDesign(study);
  return study;
}

/** A recording is a study of one trial without factors. */
export async function beginRecordStudy(
  parts: EngineParts,
  plan: { command: readonly string[]; sampler: Pick<Sampler, 'sources' | 'gpus'>; path: string },
): Promise<StudyFile> {
  const name = `Recording of ${plan.command[0]}`;
  return beginStudy(parts, plan, { name, kind: 'record', design: null, command: plan.command });
}

async function beginStudy(
  parts: EngineParts,
  plan: { sampler: Pick<Sampler, 'sources' | 'gpus'>; path: string },
  head: { name: string; kind: 'sweep' | 'record'; design: Design | null; command: readonly string[] | null },
): Promise<StudyFile> {
  const machine = await inventory(parts.env, parts.app_version, plan.sampler.gpus);
  const study = createStudyFile(plan.path);
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
  insertMachine(study, machine);
  insertSources(study, plan.sampler.sources);
  return study;
}
