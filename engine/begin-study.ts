// Writes the head of a new study: what was planned, on which machine, with which sources and carbon factor.
import type { Design, PlannedTrial } from '../core/design/design.ts';
import type { Source } from '../core/source.ts';
import { insertFactors } from '../db/factors.ts';
import { insertMachine } from '../db/machines.ts';
import { insertSources } from '../db/sources.ts';
import { insertStudy } from '../db/studies.ts';
import { createStudyFile, type StudyFile } from '../db/study-file.ts';
import { insertTrials } from '../db/trials.ts';
import { unixMs } from './clock.ts';
import { inspectInventory } from './doctor.ts';
import type { EngineParts } from './parts.ts';

export async function beginSweepStudy(
  parts: EngineParts,
  plan: { design: Design; trials: readonly PlannedTrial[]; sources: readonly Source[]; path: string },
): Promise<StudyFile> {
  const { design } = plan;
  const study = await beginStudy(parts, plan, { name: design.name, kind: 'sweep', design, command: null });
  insertFactors(study, design.factors);
  insertTrials(study, plan.trials);
  return study;
}

/** A recording is a study of one trial without factors. */
export async function beginRecordStudy(
  parts: EngineParts,
  plan: { command: readonly string[]; sources: readonly Source[]; path: string },
): Promise<StudyFile> {
  const name = `Recording of ${plan.command[0]}`;
  return beginStudy(parts, plan, { name, kind: 'record', design: null, command: plan.command });
}

async function beginStudy(
  parts: EngineParts,
  plan: { sources: readonly Source[]; path: string },
  head: { name: string; kind: 'sweep' | 'record'; design: Design | null; command: readonly string[] | null },
): Promise<StudyFile> {
  const machine = await inspectInventory(parts);
  const study = createStudyFile(plan.path);
  insertStudy(study, {
    name: head.name,
    kind: head.kind,
    state: 'running',
    created_unix_ms: unixMs(),
    ended_unix_ms: null,
    owner_pid: process.pid,
    design_json: head.design && JSON.stringify(head.design),
    command_json: head.command && JSON.stringify(head.command),
    exit_code: null,
    settings_json: JSON.stringify(parts.settings),
    app_version: parts.app_version,
  });
  insertMachine(study, machine);
  insertSources(study, plan.sources);
  return study;
}
