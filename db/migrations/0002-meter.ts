// Schema 2: averaging window and coverage of a sensor, calibration, second witnesses, net energy, GPU processes.

export const meter0002 = `
alter table source add column window_s real;                     -- averaging of one power value; null: unknown
alter table source add column coverage real not null default 1;  -- share of the time the sensor looks at
alter table source add column check_of text;                     -- source_id it is a second witness of
alter table source add column calibration_json text;

alter table energy add column average_j real;                    -- by the second witness
alter table energy add column idle_power_w real;                 -- of the trial's idle phase
alter table energy add column net_j real;                        -- energy_j less idle_power_w x duration
alter table energy add column net_lo_j real;
alter table energy add column net_hi_j real;

alter table gpu_state add column power_limit_w real;
alter table gpu_state add column performance_state integer;

alter table anchor add column boot_ms real;                      -- CLOCK_BOOTTIME: goes on while the machine sleeps

create table gpu_process (
  trial           integer not null references trial (id),
  device          text    not null,
  t_ns            integer not null,
  pid             integer not null,
  name            text,
  memory_b        integer,
  util_pct        real,
  primary key (trial, device, t_ns, pid)
) strict, without rowid;
`;
