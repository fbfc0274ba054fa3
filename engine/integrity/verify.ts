// `verify`: compares everything in a study with its hash chain and with what follows from its raw samples.
import { existsSync } from 'node:fs';
import { Design } from '../../core/design/design.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { type Finding, MOST_FINDINGS, type VerifyDocument } from '../../core/study/finding.ts';
import { checkChain } from '../../db/chain/check.ts';
import type { StoredEnergy } from '../../db/energies.ts';
import { readLevels } from '../../db/factors.ts';
import { checkPages, checkReferences, countRows } from '../../db/self-check.ts';
import { closeStudyFile, isStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { readTrials, readTries } from '../../db/trials.ts';
import { readContents } from '../study/study-contents.ts';
import { sumOfTrials } from '../study/sweep-total.ts';
import { trialRows } from '../study/trial-rows.ts';
import { checkPlan } from './plan-check.ts';
import { implausible } from './plausible.ts';
import { agree, compareEnergies, inWords } from './recomputed.ts';
import { checkTrial } from './trial-check.ts';

/** @throws AuditError `study` when there is no file; one that cannot be opened is a finding */
export function verifyStudy(path: string): VerifyDocument {
  if (!isStudyFile(path) || !existsSync(path)) closeStudyFile(openStudyFile(path, 'read'));
  let file: StudyFile;
  try {
    file = openStudyFile(path, 'read');
  } catch (error) {
    const found = messageOf(error);
    return {
      study: path,
      ok: false,
      checked: { files: 1 },
      findings: [{ where: 'the file', expected: 'a study that can be opened', found }],
    };
  }
  try {
    const { checked, findings } = new Verification(file).all();
    const shown = findings.slice(0, MOST_FINDINGS);
    if (findings.length > shown.length)
      shown.push({
        where: 'the study',
        expected: `at most ${MOST_FINDINGS} findings in this list`,
        found: `${findings.length - MOST_FINDINGS} more`,
      });
    return { study: path, ok: findings.length === 0, checked, findings: shown };
  } finally {
    closeStudyFile(file);
  }
}

class Verification {
  readonly #file: StudyFile;
  readonly #checked: Record<string, number> = {};
  readonly #findings: Finding[] = [];

  constructor(file: StudyFile) {
    this.#file = file;
  }

  all(): { checked: Record<string, number>; findings: readonly Finding[] } {
    const file = this.#file;
    this.#try('the file', () => {
      const { pages, findings } = checkPages(file);
      this.#add({ pages }, findings);
    });
    this.#try('the tables', () => {
      const rows = countRows(file);
      this.#add({ tables: Object.keys(rows).length, samples: rows['sample'] ?? 0 }, checkReferences(file));
    });
    this.#try('the hash chain', () => {
      const { links, findings } = checkChain(file, 'full');
      const is_older = links === 0 && findings.length === 0;
      this.#add(
        is_older ? { 'no chain: older than schema 7': 1 } : { 'links of the hash chain': links },
        findings,
      );
    });
    this.#try('the contents', () => this.#contents());
    return { checked: this.#checked, findings: withoutRepeats(this.#findings) };
  }

  #contents(): void {
    const file = this.#file;
    const contents = readContents(file);
    const { head, sources, phase } = contents;
    const trials = readTrials(file);
    const design = head.design_json === null ? null : Design.parse(JSON.parse(head.design_json));
    if (head.design_json !== null) {
      const json = head.design_json;
      this.#try('planned trials', () =>
        this.#add({ 'planned trials': trials.length }, checkPlan(json, trials, readLevels(file))),
      );
    }
    this.#try('energies', () => this.#add({}, implausible(contents)));
    const again = new Map<number, readonly StoredEnergy[]>();
    for (const trial of [...trials, ...readTries(file)])
      this.#try(`trial ${trial.id}`, () => {
        const { phases, epochs, findings } = checkTrial(file, trial, design);
        this.#add({ phases, epochs }, findings);
        if (trial.state === 'planned' || trial.state === 'running') return;
        const compared = compareEnergies(file, trial.id, sources);
        this.#add({ energies: compared.count }, compared.findings);
        again.set(
          trial.id,
          compared.energies.filter((energy) => energy.phase === phase),
        );
      });
    this.#try('reported figures', () => {
      const of = (energies: typeof contents.energies) =>
        trialRows({ ...contents, energies }, { target: null, carbon_g_per_j: 1 });
      const [stored, right] = [of(contents.energies), of(again)];
      let figures = 0;
      for (const [index, row] of stored.entries())
        for (const name of [
          'energy_total_j',
          'ci',
          'energy_tested_j',
          'power_total_w',
          'power_tested_w',
        ] as const) {
          figures++;
          const expected = right[index]?.[name] ?? null;
          if (!agree(expected, row[name]))
            this.#find({
              where: `trial ${row.trial}: ${name} as it is reported`,
              expected: `${inWords(expected, name.endsWith('_w') ? 'W' : 'J')} from the samples`,
              found: inWords(row[name], name.endsWith('_w') ? 'W' : 'J'),
            });
        }
      const [total, right_total] = [sumOfTrials(stored), sumOfTrials(right)];
      figures++;
      if (!agree(right_total?.energy_j ?? null, total?.energy_j ?? null))
        this.#find({
          where: 'total energy of the study as it is reported',
          expected: `${inWords(right_total?.energy_j, 'J')} from the samples`,
          found: inWords(total?.energy_j, 'J'),
        });
      this.#add({ 'reported figures': figures }, []);
    });
  }

  #find(finding: Finding): void {
    this.#findings.push(finding);
  }

  #add(checked: Readonly<Record<string, number>>, findings: readonly Finding[]): void {
    for (const [what, n] of Object.entries(checked)) this.#checked[what] = (this.#checked[what] ?? 0) + n;
    this.#findings.push(...findings);
  }

  /** Contents that cannot even be read are a finding too, and the other checks go on. */
  #try(where: string, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (error instanceof AuditError && error.code !== 'study') throw error;
      this.#find({ where, expected: 'contents that can be read', found: messageOf(error) });
    }
  }
}

/** Two checks may find the same; the first place stays. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ where, expected, found }) => {
    const key = `${where} ${expected} ${found}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
