// Schema 4: the conditions of a trial, and the interim looks of a sweep that may end early.

export const conditions0004 = `
create table condition (
  trial           integer not null references trial (id),
  name            text    not null,        -- core/guards/conditions.ts
  value           real,                    -- null: the machine does not tell
  primary key (trial, name)
) strict, without rowid;

create table look (
  n               integer primary key,     -- replicates of each cell that were in
  level           real    not null,        -- two-sided, of this look alone
  diff            real,
  lo              real,
  hi              real,
  half_width_pct  real,
  stop            text                     -- why the sweep ended here; null: it went on
) strict;
`;
