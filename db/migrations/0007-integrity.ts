// Schema 7: who a study is and who writes it, a hash chain over what is closed, trials that were run again, and what the
// trainer says that it did.

export const integrity0007 = `
alter table study add column uuid text;                          -- random, made with the study; null: older than schema 7
alter table study add column owner_started text;                 -- start time of the process that writes; null when closed
alter table study add column owner_boot_id text;                 -- boot during which it writes; null when closed

create table session (                                           -- a stretch of time in which one process wrote the study
  id              integer primary key,                           -- from 1; the first began the study
  pid             integer not null,
  boot_id         text,                                          -- null: the system does not tell
  began_unix_ms   integer not null,
  began_t_ns      integer not null,
  ended_unix_ms   integer,                                       -- null: killed, or still writing
  machine_json    text    not null                               -- what must be the same for trials to be compared
) strict;

create table chain (                                             -- docs/study-file.md says what each link covers
  position        integer primary key,                           -- from 1, without gaps
  subject         text    not null check (subject in ('salvage', 'design', 'trial', 'exclusion', 'look', 'end')),
  subject_id      integer,                                       -- the trial, exclusion or look; the last planned trial
  parts           text    not null,                              -- a line each: name, rows, their SHA-256
  content_sha256  text    not null,
  link_sha256     text    not null                               -- of the link before and the content
) strict;

create table log_state (                                         -- which state of the file its write-ahead log continues
  id              integer primary key check (id = 1),
  writer          text,                                          -- random, anew each time the study is opened for writing
  step            integer not null,                              -- grows before and after each checkpoint
  base_writer     text,                                          -- of the state at which the log in force began
  base_step       integer not null
) strict;
insert into log_state values (1, null, 0, null, 0);

alter table trial add column session integer references session (id);
alter table trial add column retry integer references trial (id); -- the trial that was run instead of this interrupted try
alter table trial add column answered_precision text;            -- by the trainer's result; compared with the order
alter table trial add column answered_batch_size integer;
alter table trial add column answered_seed integer;
`;
