// Studies whose numbers were changed on purpose, some with the hash chain computed anew: analyze warns, and verify names
// the place.
import { linkOf, NO_LINK } from '../../db/chain/links.ts';
import { restartChain } from '../../db/chain/restart.ts';
import { closeStudyFile, openStudyFile, type StudyFile } from '../../db/study-file.ts';
import { verifyStudy } from '../../engine/integrity/verify.ts';
import type { AttackOptions, AttackResult } from './attack.ts';
import { analysed, copies, goodNumbers, harmOf } from './recorded-study.ts';

/** The chain of a forger who knows how it is made: nothing says that it begins anew. */
function forgedChain(study: StudyFile): void {
  restartChain(study);
  study.db.exec(`delete from chain where subject = 'salvage'; update chain set position = -position`);
  const links = study.db.prepare('select * from chain order by position desc').all() as {
    position: number;
    content_sha256: string;
  }[];
  let before = NO_LINK;
  for (const [index, { position, content_sha256 }] of links.entries()) {
    const link = linkOf(before, content_sha256);
    study.db
      .prepare('update chain set position = ?, link_sha256 = ? where position = ?')
      .run(index + 1, link, position);
    before = link;
  }
}

const OF_ONE_CELL = `trial in (select id from trial where levels_json like '%"64"%')`;
const ENERGY = `energy_j = energy_j * F, lo_j = lo_j * F, hi_j = hi_j * F, counter_j = counter_j * F, integral_j = integral_j * F,
  net_j = net_j * F, net_lo_j = net_lo_j * F, net_hi_j = net_hi_j * F`;
const times = (factor: number, where: string): string =>
  `update energy set ${ENERGY.replaceAll('F', String(factor))} where ${where}`;

const FORGERIES: readonly { what: string; sql: string; new_chain: boolean }[] = [
  { what: 'one cell 20 % lower', sql: times(0.8, OF_ONE_CELL), new_chain: false },
  { what: 'one trial times 1000', sql: times(1000, 'trial = 2'), new_chain: false },
  { what: 'a negative energy', sql: times(-1, 'trial = 1'), new_chain: false },
  { what: 'all samples deleted', sql: 'delete from sample', new_chain: false },
  { what: 'an exclusion taken back without a trace', sql: 'delete from exclusion', new_chain: false },
  {
    what: 'two trials with their levels exchanged, and a new chain',
    sql: `update trial set levels_json = case when levels_json like '%"32"%' then replace(levels_json, '"32"', '"64"')
      else replace(levels_json, '"64"', '"32"') end where block = 2`,
    new_chain: true,
  },
  { what: 'one cell 20 % lower, and a new chain', sql: times(0.8, OF_ONE_CELL), new_chain: true },
  {
    what: 'the chain deleted, and one trial 5 % lower',
    sql: `delete from chain; ${times(0.95, 'trial = 4')}`,
    new_chain: false,
  },
];

/** The number of forgeries is fixed: `count` only cuts their list short. */
export async function attack({ count }: AttackOptions): Promise<AttackResult> {
  const { fresh, remove } = await copies();
  const lost: string[] = [];
  const forgeries = FORGERIES.slice(0, count);
  try {
    const numbers = goodNumbers(fresh());
    for (const { what, sql, new_chain } of forgeries) {
      const path = fresh();
      const study = openStudyFile(path, 'write');
      study.db.pragma('foreign_keys = off');
      study.db.exec(sql);
      if (new_chain) forgedChain(study);
      closeStudyFile(study);
      const found = analysed(path);
      const harm = harmOf(path, numbers);
      if (harm !== null) lost.push(`${what}: ${harm}`);
      else if (found.kind === 'numbers' && found.doubts.length === 0) lost.push(`${what}: changed nothing`);
      else if (verifyStudy(path).ok) lost.push(`${what}: verify found nothing`);
    }
  } finally {
    remove();
  }
  return { injected: forgeries.length, survived: forgeries.length - lost.length, lost };
}
