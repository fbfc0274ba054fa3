// Adds a link to the chain for everything that is closed. Each is called in the transaction that closes it.
import type { StudyFile } from '../study-file.ts';
import { appendLink, hasChain } from './links.ts';
import {
  DESIGN_PARTS,
  digestOf,
  END_PART,
  EXCLUSION_PART,
  LOOK_PART,
  type PartDigest,
  PLAN_PART,
  SALVAGE_PART,
  SPAN_PART,
  STATE_PARTS,
  TRIAL_PARTS,
} from './parts.ts';

/** Begins the chain, once the head of the study and its planned trials are stored. */
export function linkDesign(study: StudyFile): void {
  study.db.transaction(() => {
    const planned = study.db.prepare('select max(id) from trial').pluck().get() as number | null;
    const parts = [...DESIGN_PARTS, PLAN_PART].map((part) => digestOf(study, part, planned ?? 0));
    appendLink(study, 'design', planned ?? 0, parts);
  })();
}

/** The first link of a study that was saved from a damaged file, about the event that says what was lost. */
export const linkSalvage = (study: StudyFile): void =>
  appendLink(study, 'salvage', null, [digestOf(study, SALVAGE_PART, null)]);

/** @param samples the digest of its samples, which takes longest and may be ready by then */
export function linkTrial(study: StudyFile, trial: number, samples: () => PartDigest): void {
  if (!hasChain(study)) return;
  appendLink(study, 'trial', trial, [
    ...TRIAL_PARTS.map((part) => digestOf(study, part, trial)),
    digestOf(study, SPAN_PART, trial),
    samples(),
    ...STATE_PARTS.map((part) => digestOf(study, part, trial)),
  ]);
}

/** Once when it is made, and once more when it is undone. */
export function linkExclusion(study: StudyFile, exclusion: number): void {
  if (hasChain(study))
    appendLink(study, 'exclusion', exclusion, [digestOf(study, EXCLUSION_PART, exclusion)]);
}

export function linkLook(study: StudyFile, n: number): void {
  if (hasChain(study)) appendLink(study, 'look', n, [digestOf(study, LOOK_PART, n)]);
}

export function linkEnd(study: StudyFile): void {
  if (hasChain(study)) appendLink(study, 'end', null, [digestOf(study, END_PART, null)]);
}
