// The hash chain: what it covers, and that a program written from the documentation alone finds the same digests.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLinks } from '../../../db/chain/links.ts';
import {
  DESIGN_PARTS,
  END_PART,
  EXCLUSION_PART,
  LOOK_PART,
  PLAN_PART,
  SALVAGE_PART,
  SAMPLE_PART,
  SPAN_PART,
  STATE_PARTS,
  TRIAL_PARTS,
} from '../../../db/chain/parts.ts';
import { restartChain } from '../../../db/chain/restart.ts';
import { sampleDigest, sampleDigestInSlices } from '../../../db/chain/sample-digest.ts';
import { insertLook } from '../../../db/looks.ts';
import { endStudy } from '../../../db/studies.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../../db/study-file.ts';
import { excludeTrial, includeTrial } from '../../../engine/study/exclusion.ts';
import { writeBigStudy } from '../../bench/big-study.ts';

const SCRIPT = join(import.meta.dirname, 'recompute.py');
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

let dir: string;
let path: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'wattproof-chain-'));
  path = join(dir, 'study.wattproof');
  writeBigStudy(path, { trials: 4, samples: 24_000 });
  excludeTrial(path, 2, 'the wïndow was opened');
  includeTrial(path, 2);
  excludeTrial(path, 3, 'an update ran');
  const study = openStudyFile(path, 'write');
  insertLook(study, { n: 2, level: 0.03, diff: -0.1, ci: null, half_width_pct: null, stop: null });
  endStudy(study, { state: 'done', ended_unix_ms: 9, exit_code: null });
  closeStudyFile(study);
});
afterAll(() => rmSync(dir, { recursive: true }));

/** The script's last word about a copy of the study with a change. */
function recomputed(change: string, then: (study: StudyFile) => void = () => {}): string {
  const copy = join(dir, 'copy.wattproof');
  copyFileSync(path, copy);
  const study = openStudyFile(copy, 'write');
  study.db.exec(change);
  then(study);
  closeStudyFile(study);
  return spawnSync('python3', [SCRIPT, copy], { encoding: 'utf8' }).stdout.trim();
}

test('a link covers the design, each closed trial, each exclusion and its undoing, each look, and the end', () => {
  const study = openStudyFile(path, 'read');
  const links = readLinks(study);
  closeStudyFile(study);
  expect(links.map(({ subject, subject_id }) => `${subject} ${subject_id ?? '-'}`)).toEqual([
    'design 4',
    ...[1, 2, 3, 4].map((trial) => `trial ${trial}`),
    'end -',
    'exclusion 1',
    'exclusion 1',
    'exclusion 2',
    'look 2',
    'end -',
  ]);
});

test('read in slices, the samples have the same digest, and others serve between them', async () => {
  const study = openStudyFile(path, 'read');
  let served = 0;
  setImmediate(() => served++);
  const in_slices = await sampleDigestInSlices(study, 1);
  expect(in_slices).toEqual(sampleDigest(study, 1));
  expect(in_slices.rows).toBe(6000);
  expect(served).toBe(1);
  closeStudyFile(study);
});

test.skipIf(!HAS_PYTHON)(
  'a script written from the documentation finds the same chain, and every change',
  () => {
    expect(recomputed('')).toBe('good 11');
    for (const [change, found] of [
      ["update study set name = 'another'", /^link 1 \(design 4\): expected study 1/],
      ['delete from sample where trial = 3', /^link 4 \(trial 3\): expected sample_span 4/],
      ["update exclusion set reason = 'other' where id = 2", /^link 9 \(exclusion 2\): expected exclusion 1/],
      ['update chain set content_sha256 = link_sha256 where position = 6', /^link 6 \(end None\): content/],
    ] as const)
      expect(recomputed(change)).toMatch(found);
  },
);

test.skipIf(!HAS_PYTHON)('a chain that begins anew is right too, with states of a GPU in it', () => {
  expect(
    recomputed(
      `insert into gpu_state (trial, device, t_ns, temp_c, throttle_reasons) values (1, 'GPU', -5, 61.5, -1);
       insert into event (t_ns, kind, message) values (1, 'salvaged', 'saved from another file')`,
      restartChain,
    ),
  ).toBe('good 10');
});

test('the documentation has the columns and the rows of every part', () => {
  const page = readFileSync(new URL('../../../docs/study-file.md', import.meta.url), 'utf8');
  const parts = [
    SALVAGE_PART,
    ...DESIGN_PARTS,
    PLAN_PART,
    ...TRIAL_PARTS,
    SPAN_PART,
    { ...SAMPLE_PART, rows: `${SAMPLE_PART.rows} order by source, t_ns` },
    ...STATE_PARTS,
    EXCLUSION_PART,
    LOOK_PART,
    END_PART,
  ];
  for (const { name, columns, rows } of parts)
    expect(page).toContain(
      `| \`${name}\` | \`${columns.map((column) => column.join(' ')).join(', ')}\` | \`${rows}\` |`,
    );
});
