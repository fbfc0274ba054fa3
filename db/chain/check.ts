// Compares a study with its hash chain: which links do not follow from the one before, and which rows no longer are what
// they were when they were closed.
import type { Finding } from '../../core/study/finding.ts';
import type { StudyFile } from '../study-file.ts';
import { contentOf, type Link, type LinkSubject, linkOf, NO_LINK, readLinks, readParts } from './links.ts';
import {
  DESIGN_PARTS,
  digestOf,
  digestsByTrial,
  END_PART,
  EXCLUSION_PART,
  LOOK_PART,
  MADE_EXCLUSION_PART,
  noRows,
  type Part,
  type PartDigest,
  PLAN_PART,
  SALVAGE_PART,
  SAMPLE_PART,
  SPAN_PART,
  STATE_PARTS,
  TRIAL_PARTS,
} from './parts.ts';
import { sampleDigest } from './sample-digest.ts';

export interface ChainCheck {
  /** 0 for a study older than the chain. */
  readonly links: number;
  /** Rows of samples and states that were read and fit their digest or not; 0 in a quick check. */
  readonly readings: number;
  readonly findings: readonly Finding[];
}

/** `quick` leaves out readings and states of GPUs, of which there are many; it still counts the readings. */
export type Depth = 'quick' | 'full';

const PARTS: Readonly<Record<LinkSubject, readonly Part[]>> = {
  salvage: [SALVAGE_PART],
  design: [...DESIGN_PARTS, PLAN_PART],
  trial: [...TRIAL_PARTS, SPAN_PART, SAMPLE_PART, ...STATE_PARTS],
  exclusion: [EXCLUSION_PART],
  look: [LOOK_PART],
  end: [END_PART],
};
const READINGS: readonly Part[] = [SAMPLE_PART, ...STATE_PARTS];
const WORDS: Readonly<Record<string, string>> = {
  salvage: 'what was lost',
  study: 'name, design and settings',
  source: 'power sources',
  factor: 'factors',
  carbon: 'carbon factor',
  plan: 'planned trials',
  trial: 'state and results',
  phase: 'phases',
  epoch: 'epochs',
  energy: 'energies',
  condition: 'conditions',
  wall_reading: 'wall readings',
  sample_span: 'number and times of the samples',
  sample: 'samples',
  gpu_state: 'GPU states',
  gpu_process: 'GPU processes',
};
/** Above this many samples a quick check does not even count them: that takes a tenth of a second. */
const MOST_COUNTED = 2_000_000;

export function checkChain(study: StudyFile, depth: Depth): ChainCheck {
  const links = readLinks(study);
  const head = study.db.prepare('select uuid, state from study').get() as
    | { uuid: string | null; state: string }
    | undefined;
  if (links.length === 0)
    return {
      links: 0,
      readings: 0,
      findings:
        (head?.uuid ?? null) !== null
          ? [{ where: 'the hash chain', expected: 'a link for everything that is closed', found: 'no link' }]
          : [],
    };
  const findings = [...order(links), ...absent(study, links)];
  let readings = 0;
  const open_again = trialsOpenAgain(study);
  const last = new Map(links.map((link) => [subjectOf(link), link.position]));
  const made = new Set<string>();
  const digests = new TrialDigests(study, depth === 'full' || countedIn(links) <= MOST_COUNTED);
  for (const link of links) {
    const subject = subjectOf(link);
    const is_last = last.get(subject) === link.position;
    // A study that was resumed is not as it was at the end before, nor a trial that was closed twice.
    const is_replaced = link.subject === 'exclusion' ? made.has(subject) && !is_last : !is_last;
    const is_open =
      (link.subject === 'end' && head?.state === 'running') ||
      (link.subject === 'trial' && open_again.has(link.subject_id));
    const is_made_only = link.subject === 'exclusion' && !is_last && !made.has(subject);
    made.add(subject);
    if (is_replaced || is_open) continue;
    const stored = readParts(link.parts);
    for (const part of PARTS[link.subject] ?? []) {
      const expected = stored.find(({ name }) => name === part.name);
      const is_reading = READINGS.includes(part);
      if (depth === 'quick' && is_reading) continue;
      if (part === SPAN_PART && !digests.counts_samples) continue;
      const found =
        part === SAMPLE_PART
          ? sampleDigest(study, link.subject_id ?? 0)
          : link.subject === 'trial' && !is_reading
            ? digests.of(part, link.subject_id ?? 0)
            : digestOf(study, is_made_only ? MADE_EXCLUSION_PART : part, link.subject_id);
      if (is_reading) readings += found.rows;
      if (found.sha256 !== expected?.sha256 || found.rows !== expected.rows)
        findings.push({ where: whereOf(link, part), ...difference(expected, found) });
    }
  }
  return { links: links.length, readings, findings };
}

/** Samples of all closed trials, as their links say. */
const countedIn = (links: readonly Link[]): number =>
  links.reduce(
    (sum, { parts }) => sum + (readParts(parts).find(({ name }) => name === SAMPLE_PART.name)?.rows ?? 0),
    0,
  );

/** The digests of one part of all trials, from one pass over its table when the first is asked for. */
class TrialDigests {
  readonly #study: StudyFile;
  readonly counts_samples: boolean;
  readonly #by_part = new Map<Part, ReadonlyMap<number, PartDigest>>();

  constructor(study: StudyFile, counts_samples: boolean) {
    this.#study = study;
    this.counts_samples = counts_samples;
  }

  of(part: Part, trial: number): PartDigest {
    let of_part = this.#by_part.get(part);
    if (of_part === undefined) {
      of_part = digestsByTrial(this.#study, part);
      this.#by_part.set(part, of_part);
    }
    return of_part.get(trial) ?? noRows(part);
  }
}

/** Trials that were closed as interrupted and are to be run again: what was recorded of them is a try with its own link. */
const trialsOpenAgain = (study: StudyFile): ReadonlySet<number | null> =>
  new Set(
    study.db
      .prepare(
        `select id from trial where state in ('planned', 'running')
           and id in (select retry from trial where retry is not null)`,
      )
      .pluck()
      .all() as number[],
  );

const subjectOf = ({ subject, subject_id }: Link): string =>
  subject === 'design' || subject === 'end' || subject === 'salvage' ? subject : `${subject} ${subject_id}`;

function whereOf({ subject, subject_id }: Link, part: Part): string {
  if (subject === 'design') return `the design: ${WORDS[part.name] ?? part.name}`;
  if (subject === 'end') return 'the end of the study';
  if (subject === 'salvage') return 'the event about the damaged file';
  if (subject === 'trial') return `trial ${subject_id}: ${WORDS[part.name] ?? part.name}`;
  return `${subject} ${subject_id}`;
}

function difference(
  expected: PartDigest | undefined,
  found: PartDigest,
): Pick<Finding, 'expected' | 'found'> {
  if (expected === undefined) return { expected: 'a digest in the hash chain', found: 'none' };
  const rows = (n: number): string => `${n} row${n === 1 ? '' : 's'}`;
  return expected.rows === found.rows
    ? { expected: `${rows(expected.rows)} as they were stored`, found: 'another value' }
    : { expected: rows(expected.rows), found: rows(found.rows) };
}

/** Links that do not follow from the one before or whose own text was changed. */
function order(links: readonly Link[]): Finding[] {
  const findings: Finding[] = [];
  let before = NO_LINK;
  for (const [index, link] of links.entries()) {
    const where = `link ${link.position} of the hash chain`;
    if (link.position !== index + 1)
      findings.push({ where, expected: `link ${index + 1}`, found: `link ${link.position}` });
    if (contentOf(link.subject, link.subject_id, link.parts) !== link.content_sha256)
      findings.push({ where, expected: 'the digest of its own text', found: 'another digest' });
    if (linkOf(before, link.content_sha256) !== link.link_sha256)
      findings.push({
        where,
        expected: 'a digest that follows from the link before',
        found: 'another digest',
      });
    before = link.link_sha256;
  }
  const [first, second] = links;
  if ((first?.subject === 'salvage' ? second : first)?.subject !== 'design')
    findings.push({
      where: 'the hash chain',
      expected: 'the design as its first link',
      found: first?.subject ?? '',
    });
  return findings;
}

/** Closed rows without a link. */
function absent(study: StudyFile, links: readonly Link[]): Finding[] {
  const linked = new Set(links.map(subjectOf));
  const ids = (sql: string): number[] => study.db.prepare(sql).pluck().all() as number[];
  const closed = [
    ...ids(`select id from trial where state in ('done', 'failed', 'aborted') order by id`).map(
      (id) => `trial ${id}`,
    ),
    ...ids('select id from exclusion order by id').map((id) => `exclusion ${id}`),
    ...ids('select n from look order by n').map((n) => `look ${n}`),
    ...ids(`select 1 from study where state <> 'running'`).map(() => 'end'),
  ];
  return closed
    .filter((subject) => !linked.has(subject))
    .map((subject) => ({
      where: subject === 'end' ? 'the end of the study' : subject,
      expected: 'a link of the hash chain',
      found: 'none',
    }));
}
