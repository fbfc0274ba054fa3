// Ways to make a study that harms its reader: from no file at all to a schema that never ends.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Makes the hostile file at `path`; `good` is a whole study, `random` is for what varies with the seed. */
type Make = (path: string, good: string, random: () => number) => void;

/** A copy of the good study, changed by SQL that only an attacker would write. */
const bySql =
  (change: (db: Database.Database, random: () => number) => void): Make =>
  (path, good, random) => {
    copyFileSync(good, path);
    const db = new Database(path);
    db.unsafeMode(true);
    db.pragma('foreign_keys = off');
    db.pragma('ignore_check_constraints = on');
    try {
      change(db, random);
    } finally {
      db.close();
    }
  };
const sql = (text: string): Make => bySql((db) => void db.exec(text));

/** A copy of the good study with other bytes at one place. */
const byBytes =
  (change: (bytes: Buffer, random: () => number) => Buffer): Make =>
  (path, good, random) =>
    writeFileSync(path, change(readFileSync(good), random));

const place = (random: () => number, end: number, begin = 0): number =>
  begin + Math.floor(random() * (end - begin));
const noise = (random: () => number, length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, () => place(random, 256)));

/** Endless rows from nothing. */
const ENDLESS = 'with recursive n(i) as (select 1 union all select i + 1 from n)';
const HTML = `<img src=x onerror="fetch('//evil')"><script>alert(1)</script>`;
const ESCAPES = '\u001b]0;owned\u0007\u001b[2J\u001b]8;;file:///etc/passwd\u0007x\u202e\u2066txt\u0000end';
const everywhere = (text: string): Make =>
  bySql((db) => {
    for (const [table, column] of [
      ['study', 'name'],
      ['source', 'device'],
      ['source', 'method'],
      ['trial', 'message'],
      ['trial', 'levels_json'],
      ['trial', 'flags_json'],
      ['machine', 'cpu_model'],
      ['event', 'message'],
      ['condition', 'name'],
      ['factor', 'level'],
    ])
      db.prepare(`update or ignore ${table} set ${column} = ?`).run(text);
  });
const design = (text: string): Make =>
  bySql((db) => void db.prepare('update study set design_json = ?').run(text));
/** Replaces a table by a view of the same columns over endless rows. */
const endlessView = (table: string, column: string): Make =>
  bySql((db) => {
    const columns = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const list = columns.map((name) => (name === column ? 'i' : '1') + ` as ${name}`).join(', ');
    db.exec(`drop table ${table}; create view ${table} as ${ENDLESS} select ${list} from n`);
  });

export const HOSTILE: Readonly<Record<string, Make>> = {
  // No study at all.
  'no bytes': (path) => writeFileSync(path, ''),
  'a folder': (path) => void mkdirSync(path),
  'a pipe': (path) => void spawnSync('mkfifo', [path]),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to nothing': (path) => symlinkSync(`${path}.gone`, path),
  'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a link to /dev/tty': (path) => symlinkSync('/dev/tty', path),
  'a link to /proc/self/mem': (path) => symlinkSync('/proc/self/mem', path),
  'random bytes': (path, _good, random) => writeFileSync(path, noise(random, 65_536)),
  text: (path) => writeFileSync(path, 'not a study\n'.repeat(10_000)),
  'a header alone': byBytes((bytes) => bytes.subarray(0, 100)),
  'a header and 100 GB of nothing': (path, good) => {
    copyFileSync(good, path);
    truncateSync(path, 100e9);
  },
  'another SQLite file': (path) => {
    const db = new Database(path);
    db.exec('create table t (x); insert into t values (1)');
    db.close();
  },
  // Damaged pages.
  'half a study': byBytes((bytes) => bytes.subarray(0, bytes.length / 2)),
  'a study without its last page': byBytes((bytes) => bytes.subarray(0, bytes.length - 4096)),
  'a study with one page': byBytes((bytes) => bytes.subarray(0, 4096)),
  'a page size of 3': byBytes((bytes) => {
    bytes.writeUInt16BE(3, 16);
    return bytes;
  }),
  'a count of 4 billion pages': byBytes((bytes) => {
    bytes.writeUInt32BE(0xffffffff, 28);
    return bytes;
  }),
  'a free list that runs in a circle': byBytes((bytes) => {
    bytes.writeUInt32BE(2, 32);
    bytes.writeUInt32BE(1000, 36);
    bytes.writeUInt32BE(2, 4096);
    return bytes;
  }),
  'pages that point at themselves': byBytes((bytes) => {
    for (let page = 2; page * 4096 <= bytes.length; page += 1) {
      const at = (page - 1) * 4096;
      bytes[at] = 5;
      bytes.writeUInt32BE(page, at + 8);
    }
    return bytes;
  }),
  'zeros for all pages but the first': byBytes((bytes) => bytes.fill(0, 4096)),
  'noise in the schema': byBytes((bytes, random) => {
    noise(random, 600).copy(bytes, place(random, 3400, 120));
    return bytes;
  }),
  'noise on a page': byBytes((bytes, random) => {
    noise(random, 2000).copy(bytes, place(random, bytes.length - 2000, 4096));
    return bytes;
  }),
  'a thousand flipped bits': byBytes((bytes, random) => {
    for (let i = 0; i < 1000; i += 1) {
      const at = place(random, bytes.length, 100);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << place(random, 8));
    }
    return bytes;
  }),
  // Logs and journals of others.
  'a log of noise beside it': (path, good, random) => {
    copyFileSync(good, path);
    writeFileSync(`${path}-wal`, noise(random, 40_000));
  },
  'a log of 50 GB beside it': (path, good) => {
    copyFileSync(good, path);
    writeFileSync(`${path}-wal`, '');
    truncateSync(`${path}-wal`, 50e9);
  },
  'a journal of noise beside it': (path, good, random) => {
    copyFileSync(good, path);
    writeFileSync(`${path}-journal`, noise(random, 40_000));
  },
  'a folder for its log': (path, good) => {
    copyFileSync(good, path);
    mkdirSync(`${path}-wal`);
  },
  // A schema that computes.
  'a study table without end': endlessView('study', 'name'),
  'a trial table without end': endlessView('trial', 'id'),
  'a sample table without end': endlessView('sample', 't_ns'),
  'a view that nests thirty deep': bySql((db) => {
    db.exec('create view v0 as select 1 as x union all select 2');
    for (let i = 1; i <= 30; i += 1)
      db.exec(`create view v${i} as select a.x from v${i - 1} a cross join v${i - 1} b`);
    db.exec('drop table look; create view look as select * from v30');
  }),
  'a trigger without end': sql(
    `create trigger t after insert on exclusion begin insert into event (t_ns, kind, message) ${ENDLESS} select i, 'x', 'y' from n; end`,
  ),
  'a trigger that deletes': sql('create trigger t before insert on exclusion begin delete from sample; end'),
  'a generated column': sql('alter table look add column g blob as (zeroblob(900000000)) virtual'),
  'an index that computes': sql('create index i on trial (hex(zeroblob(1000000)))'),
  'a virtual table': sql('create virtual table words using fts5(x)'),
  'a virtual table for a table': sql('drop table look; create virtual table look using fts5(n)'),
  'a table that computes its defaults': sql(
    'drop table look; create table look (n integer primary key, level text default (hex(randomblob(900000000))))',
  ),
  'five thousand tables more': bySql((db) => {
    db.transaction(() => {
      for (let i = 0; i < 5000; i += 1) db.exec(`create table more_${i} (x)`);
    })();
  }),
  'a table less': sql('drop table sample'),
  'a column less': sql('alter table trial drop column message'),
  'a schema that is no SQL': bySql((db) => {
    db.pragma('writable_schema = on');
    db.exec(
      "update sqlite_master set sql = 'create table trial (' || hex(randomblob(50)) where name = 'trial'",
    );
  }),
  'two names for one table': bySql((db) => {
    db.pragma('writable_schema = on');
    db.exec("update sqlite_master set rootpage = 2 where type = 'table'");
  }),
  'a version from the future': sql('pragma user_version = 999'),
  'a version below nothing': sql('pragma user_version = -7'),
  'no tables': (path) => {
    const db = new Database(path);
    db.exec(`pragma application_id = ${0x57415454}; pragma user_version = 7; vacuum`);
    db.close();
  },
  // Values.
  'HTML in every text': everywhere(HTML),
  'terminal escapes in every text': everywhere(ESCAPES),
  'a name of 60 MB': sql('update study set name = hex(zeroblob(30000000))'),
  'a message of 200 MB': sql('update trial set message = hex(zeroblob(100000000)) where id = 1'),
  'a design that is no JSON': design('{"name": '),
  'a design 200,000 lists deep': design('['.repeat(200_000)),
  'a design with 100,000 factors': design(
    `{"name":"x","replicates":2,"factors":{${Array.from({ length: 100_000 }, (_, i) => `"f${i}":[1,2]`).join(',')}}}`,
  ),
  'energies that are no numbers': sql('update energy set energy_j = 9e999, lo_j = -9e999, hi_j = 9e999'),
  'stamps beyond all time': sql(
    'update phase set t_begin_ns = -9223372036854775808, t_end_ns = 9223372036854775807',
  ),
  'three million rows more': bySql((db) => {
    db.exec(
      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) insert into event (t_ns, kind, message) select i, 'x', 'y' from n",
    );
  }),
};
