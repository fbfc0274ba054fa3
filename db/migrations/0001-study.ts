// Schema 1: the study file as first released. A migration is never edited after a release; a new one is added.

export const study0001 = `
create table study (
  id              integer primary key check (id = 1),
  name            text    not null,
  kind            text    not null check (kind in ('sweep', 'record')),
  state           text    not null check (state in ('running', 'done', 'aborted', 'failed')),
  created_unix_ms integer not null,
  ended_unix_ms   integer,
  owner_pid       integer,                 -- process that writes; null when closed
  design_json     text,                    -- null for a recording
  command_json    text,                    -- null for a sweep
  exit_code       integer,                 -- of the recorded command
  settings_json   text    not null,
  app_version     text    not null
) strict;

create table machine (
  id              integer primary key check (id = 1),
  cpu_model       text    not null,
  memory_b        integer not null,
  os              text    not null,
  inventory_json  text    not null
) strict;

create table source (
  id              integer primary key,
  source_id       text    not null unique,
  device          text    not null,
  domain          text    not null,
  kind            text    not null check (kind in ('measured', 'derived', 'modelled')),
  method          text    not null,
  reference       text,
  update_period_s real,
  accuracy_pct    real,
  counter_range_j real,
  counter_unit_j  real
) strict;

create table factor (
  name            text    not null,
  position        integer not null,
  level           text    not null,
  primary key (name, position)
) strict, without rowid;

create table trial (
  id              integer primary key,     -- planned order, from 1
  block           integer not null,
  replicate       integer not null,
  seed            integer not null,
  levels_json     text    not null,
  state           text    not null check (state in ('planned', 'running', 'done', 'failed', 'aborted')),
  started_unix_ms integer,
  ended_unix_ms   integer,
  message         text,                    -- why it failed
  flags_json      text    not null default '[]',
  backend         text,
  device          text,
  isa             text,
  threads         integer,
  parameters      integer,
  train_samples   integer,
  samples_per_s   real,
  train_loss      real,
  test_loss       real,
  test_accuracy   real,
  weights_hash    text
) strict;

create table phase (
  trial           integer not null references trial (id),
  name            text    not null,
  t_begin_ns      integer not null,
  t_end_ns        integer,                 -- null: never ended
  primary key (trial, name)
) strict, without rowid;

create table sample (
  trial           integer not null references trial (id),
  source          integer not null references source (id),
  t_ns            integer not null,
  power_w         real,
  energy_j        real,                    -- raw counter, as read
  flag            text,                    -- why a value is missing
  primary key (trial, source, t_ns)
) strict, without rowid;

create table gpu_state (
  trial             integer not null references trial (id),
  device            text    not null,
  t_ns              integer not null,
  temp_c            real,
  clock_sm_mhz      real,
  clock_mem_mhz     real,
  util_pct          real,
  memory_used_b     integer,
  throttle_reasons  integer,
  primary key (trial, device, t_ns)
) strict, without rowid;

create table epoch (
  trial           integer not null references trial (id),
  epoch           integer not null,
  t_begin_ns      integer not null,
  t_end_ns        integer not null,
  samples         integer not null,
  train_loss      real    not null,
  train_accuracy  real    not null,
  skipped_steps   integer,
  loss_scale      real,
  primary key (trial, epoch)
) strict, without rowid;

create table energy (                       -- derived from sample and phase; kept so that a view need not read millions of rows
  trial           integer not null references trial (id),
  phase           text    not null,
  source          integer not null references source (id),
  method          text,                    -- counter | integral; null: not measured
  energy_j        real,
  lo_j            real,
  hi_j            real,
  gap_s           real    not null,        -- without a usable reading
  unseen_s        real    not null,        -- not in energy_j
  counter_j       real,                    -- both ways, where there are both
  integral_j      real,
  flags_json      text    not null default '[]',
  primary key (trial, phase, source)
) strict, without rowid;

create table wall_reading (
  trial           integer references trial (id),
  t_ns            integer not null,
  power_w         real,
  energy_j        real,
  method          text    not null
) strict;

create table carbon (
  id                  integer primary key check (id = 1),
  intensity_g_per_kwh real    not null,
  region              text    not null,
  year                text,
  source              text    not null,
  licence             text    not null,
  pue                 real    not null
) strict;

create table event (
  id              integer primary key,
  trial           integer references trial (id),
  t_ns            integer not null,
  kind            text    not null,
  message         text    not null
) strict;

create table anchor (
  t_ns            integer primary key,
  unix_ms         integer not null
) strict;
`;
