// Pages of a study overwritten, the first among them, and its end cut off: salvage brings over 99 % of the rows on the
// pages that are left, every one as it was.
import { closeSync, copyFileSync, mkdtempSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { salvageStudy } from '../../engine/integrity/salvage.ts';
import { verifyStudy } from '../../engine/integrity/verify.ts';
import { writeBigStudy } from '../bench/big-study.ts';
import { type AttackOptions, type AttackResult, randomOf } from './attack.ts';

/** Made anew in a salvaged study. */
const NEW_TABLES = new Set(['study', 'chain', 'log_state', 'session']);
const LEAST_SHARE = 0.99;

/** Rows of one table on one page. */
interface PageRows {
  readonly table: string;
  readonly page: number;
  readonly rows: number;
}

export async function attack({ seed, count }: AttackOptions): Promise<AttackResult> {
  const random = randomOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'wattproof-salvage-'));
  const [good, damaged, saved] = ['good', 'damaged', 'saved'].map((name) =>
    join(folder, `${name}.wattproof`),
  ) as [string, string, string];
  const lost: string[] = [];
  try {
    writeBigStudy(good, { trials: 16, samples: 16_000 });
    const { pages, page_b, on_pages } = pagesOf(good);
    for (let n = 0; n < count; n++) {
      for (const path of [damaged, saved])
        for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      copyFileSync(good, damaged);
      const broken = damage(damaged, { n, pages, page_b, random });
      const intact = on_pages.filter(({ page }) => !broken.has(page));
      const fault = faultOf(good, damaged, saved, intact);
      if (fault !== null) lost.push(`pages ${[...broken].slice(0, 8).join(', ')} of ${pages}: ${fault}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { injected: count, survived: count - lost.length, lost };
}

/** Overwrites up to a tenth of the pages; every third time the first page, every fourth time the end is cut off. */
function damage(
  path: string,
  { n, pages, page_b, random }: { n: number; pages: number; page_b: number; random: () => number },
): ReadonlySet<number> {
  const broken = new Set<number>();
  if (n % 3 === 0) broken.add(1);
  const wanted = broken.size + 1 + Math.floor((random() * pages) / 10);
  while (broken.size < wanted) broken.add(2 + Math.floor(random() * (pages - 1)));
  const file = openSync(path, 'r+');
  for (const page of broken) {
    const noise =
      random() < 0.5
        ? Buffer.alloc(page_b)
        : Buffer.from(Array.from({ length: page_b }, () => random() * 256));
    writeSync(file, noise, 0, page_b, (page - 1) * page_b);
  }
  closeSync(file);
  if (n % 4 === 3) {
    const kept = Math.floor(pages * (0.5 + 0.5 * random()));
    truncateSync(path, kept * page_b);
    for (let page = kept + 1; page <= pages; page++) broken.add(page);
  }
  return broken;
}

function pagesOf(path: string): { pages: number; page_b: number; on_pages: PageRows[] } {
  const db = new Database(path, { readonly: true });
  try {
    const is_plain = new Map(
      (db.pragma('table_list') as { name: string; wr: number }[]).map(({ name, wr }) => [name, wr === 0]),
    );
    const found = db
      .prepare(
        `select name as "table", pageno as page, pagetype, ncell as rows from dbstat where pagetype <> 'overflow'`,
      )
      .all() as (PageRows & { pagetype: string })[];
    return {
      pages: db.pragma('page_count', { simple: true }) as number,
      page_b: db.pragma('page_size', { simple: true }) as number,
      // Inner pages of a table with rowids hold none of its rows.
      on_pages: found.filter(
        ({ table, pagetype }) =>
          is_plain.has(table) &&
          !table.startsWith('sqlite') &&
          !NEW_TABLES.has(table) &&
          !(is_plain.get(table) && pagetype === 'internal'),
      ),
    };
  } finally {
    db.close();
  }
}

function faultOf(good: string, damaged: string, saved: string, intact: readonly PageRows[]): string | null {
  salvageStudy(damaged, saved);
  const db = new Database(saved, { readonly: true });
  let [rows, brought] = [0, 0];
  try {
    db.exec(`attach '${good}' as good`);
    for (const table of new Set(intact.map((one) => one.table))) {
      rows += intact.filter((one) => one.table === table).reduce((sum, one) => sum + one.rows, 0);
      brought += db
        .prepare(`select count(*) from (select * from main.${table} intersect select * from good.${table})`)
        .pluck()
        .get() as number;
    }
    const more = db
      .prepare('select count(*) from (select * from main.sample except select * from good.sample)')
      .pluck()
      .get() as number;
    if (more > 0) return `${more} samples that the study did not have`;
  } finally {
    db.close();
  }
  if (brought < LEAST_SHARE * rows) return `${brought} rows came over of ${rows} on whole pages`;
  const chain = verifyStudy(saved).findings.find(
    ({ where }) => where.includes('chain') || where === 'the file',
  );
  return chain === undefined ? null : `its own ${chain.where} is wrong: ${chain.found}`;
}
