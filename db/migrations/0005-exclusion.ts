// Schema 5: trials excluded from the statistics by hand, the reason, and when that was undone.

export const exclusion0005 = `
create table exclusion (
  id               integer primary key,
  trial            integer not null references trial (id),
  reason           text    not null check (trim(reason) <> ''),
  excluded_unix_ms integer not null,
  included_unix_ms integer                 -- null: still left out
) strict;
create unique index exclusion_in_force on exclusion (trial) where included_unix_ms is null;
`;
