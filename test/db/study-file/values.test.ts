import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLAIN_SOURCE } from '../../../core/source.ts';
import { readEnergies } from '../../../db/energies.ts';
import { insertSources } from '../../../db/sources.ts';
import { closeStudyFile, createStudyFile, openStudyFile } from '../../../db/study-file.ts';
import { insertRecording } from '../../../db/trials.ts';

test.each([
  ['energy_j', '-5', /holds energy_j -5 for trial 1, phase command, source 1, which no meter gives/],
  ['counter_j', '-0.1', /holds counter_j -0\.1 /],
  ['energy_j', '9e999', /holds a number without end for trial 1/],
  ['hi_j', '9e999', /holds a number without end/],
  ['net_j', '-9e999', /holds a number without end/],
])('%s of %s is refused with its place', (column, value, says) => {
  const path = join(mkdtempSync(join(tmpdir(), 'wattproof-values-')), 's.wattproof');
  const study = createStudyFile(path);
  insertSources(study, [
    {
      ...PLAIN_SOURCE,
      id: 'a',
      device: 'd',
      domain: 'package',
      kind: 'measured',
      method: 'm',
      reference: null,
      update_period_s: null,
      accuracy_pct: null,
      counter_range_j: null,
      counter_unit_j: null,
    },
  ]);
  insertRecording(study, 1);
  study.db.exec(
    `insert into energy (trial, phase, source, energy_j, lo_j, hi_j, net_lo_j, net_hi_j, gap_s, unseen_s)
     values (1, 'command', 1, 1, 0.9, 1.1, 0, 1, 0, 0);
     update energy set ${column} = ${value}`,
  );
  closeStudyFile(study);
  const opened = openStudyFile(path, 'read');
  expect(() => readEnergies(opened, 'command')).toThrow(says);
  closeStudyFile(opened);
});
