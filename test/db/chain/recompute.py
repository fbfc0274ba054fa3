"""Computes the hash chain of a study again from docs/study-file.md alone, with nothing of the product.

Usage: python3 recompute.py STUDY. Prints `good N` for N links, or the first line that does not match; exit code 1 then.
"""

import hashlib
import sqlite3
import struct
import sys

TRIAL_PLAN = "id integer, block integer, replicate integer, seed integer, levels_json text"
PARTS = {
    "salvage": ("message text", "event where kind = 'salvaged' order by id limit 1"),
    "study": (
        "uuid text, name text, kind text, created_unix_ms integer, design_json text, command_json text, "
        "settings_json text, app_version text",
        "study",
    ),
    "machine": ("cpu_model text, memory_b integer, os text, inventory_json text", "machine"),
    "source": (
        "id integer, source_id text, device text, domain text, kind text, method text, reference text, "
        "update_period_s real, window_s real, coverage real, accuracy_pct real, counter_range_j real, "
        "counter_unit_j real, check_of text, is_constant integer, calibration_json text",
        "source order by id",
    ),
    "factor": ("name text, position integer, level text", "factor order by name, position"),
    "carbon": ("intensity_g_per_kwh real, region text, year text, source text, licence text, pue real", "carbon"),
    "plan": (TRIAL_PLAN, "trial where id <= :id order by id"),
    "trial": (
        TRIAL_PLAN + ", session integer, retry integer, state text, started_unix_ms integer, ended_unix_ms integer, message text, "
        "flags_json text, backend text, device text, isa text, threads integer, parameters integer, "
        "train_samples integer, samples_per_s real, train_loss real, test_loss real, test_accuracy real, "
        "weights_hash text, gemm text, cpus text, skipped_steps integer, validation_loss real, "
        "validation_accuracy real, answered_precision text, answered_batch_size integer, answered_seed integer",
        "trial where id = :id",
    ),
    "phase": ("name text, t_begin_ns integer, t_end_ns integer", "phase where trial = :id order by name"),
    "epoch": (
        "epoch integer, t_begin_ns integer, t_end_ns integer, samples integer, train_loss real, "
        "train_accuracy real, skipped_steps integer, loss_scale real",
        "epoch where trial = :id order by epoch",
    ),
    "energy": (
        "phase text, source integer, method text, energy_j real, lo_j real, hi_j real, gap_s real, unseen_s real, "
        "counter_j real, integral_j real, average_j real, idle_power_w real, net_j real, net_lo_j real, "
        "net_hi_j real, flags_json text",
        "energy where trial = :id order by phase, source",
    ),
    "condition": ("name text, value real", "condition where trial = :id order by name"),
    "wall_reading": (
        "t_ns integer, power_w real, energy_j real, method text",
        "wall_reading where trial = :id order by t_ns, rowid",
    ),
    "sample_span": (
        "source integer, count(*) integer, min(t_ns) integer, max(t_ns) integer",
        "sample where trial = :id group by source order by source",
    ),
    "sample": (
        "source integer, t_ns integer, power_w real, energy_j real, flag text",
        "sample where trial = :id order by source, t_ns",
    ),
    "gpu_state": (
        "device text, t_ns integer, temp_c real, clock_sm_mhz real, clock_mem_mhz real, util_pct real, "
        "memory_used_b integer, throttle_reasons integer, power_limit_w real, performance_state integer",
        "gpu_state where trial = :id order by device, t_ns",
    ),
    "gpu_process": (
        "device text, t_ns integer, pid integer, name text, memory_b integer, util_pct real",
        "gpu_process where trial = :id order by device, t_ns, pid",
    ),
    "exclusion": (
        "id integer, trial integer, reason text, excluded_unix_ms integer, included_unix_ms integer",
        "exclusion where id = :id",
    ),
    "look": (
        "n integer, level real, diff real, lo real, hi real, half_width_pct real, stop text",
        "look where n = :id",
    ),
    "end": ("state text, ended_unix_ms integer, exit_code integer", "study"),
}


def encoded(value, column_type):
    """Tag and bytes of one value."""
    if value is None:
        return b"\x00"
    if isinstance(value, (int, float)):
        if column_type == "integer":
            return b"\x01" + struct.pack(">q", value)
        return b"\x02" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return b"\x04" + struct.pack(">I", len(value)) + value
    text = value.encode()
    return b"\x03" + struct.pack(">I", len(text)) + text


def digest(db, name, subject_id, blank=()):
    columns, rows = PARTS[name]
    names, types = zip(*(column.strip().rsplit(" ", 1) for column in columns.split(",")))
    sha, count = hashlib.sha256(), 0
    for row in db.execute(f"select {', '.join(names)} from {rows}", {"id": subject_id}):
        count += 1
        for column, value, column_type in zip(names, row, types):
            sha.update(encoded(None if column in blank else value, column_type))
    return f"{name} {count} {sha.hexdigest()}"


def main(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    links = db.execute(
        "select position, subject, subject_id, parts, content_sha256, link_sha256 from chain order by position"
    ).fetchall()
    last_end = max((at for at, link in enumerate(links) if link[1] == "end"), default=None)
    before, undone = "0" * 64, {}
    for subject, subject_id in (link[1:3] for link in links):
        if subject == "exclusion":
            undone[subject_id] = undone.get(subject_id, 0) + 1
    seen = set()
    for at, (position, subject, subject_id, parts, content, link) in enumerate(links):
        where = f"link {position} ({subject} {subject_id})"
        if position != at + 1:
            return f"{where}: expected position {at + 1}"
        for line in parts.splitlines():
            name = line.split(" ")[0]
            if name == "end" and at != last_end:
                continue  # the study went on after this end
            first_of_two = subject == "exclusion" and undone[subject_id] == 2 and subject_id not in seen
            found = digest(db, name, subject_id, ("included_unix_ms",) if first_of_two else ())
            if found != line:
                return f"{where}: expected {line}, found {found}"
        if subject == "exclusion":
            seen.add(subject_id)
        text = f"{subject} {'-' if subject_id is None else subject_id}\n{parts}"
        if hashlib.sha256(text.encode()).hexdigest() != content:
            return f"{where}: content"
        if hashlib.sha256(f"{before}\n{content}\n".encode()).hexdigest() != link:
            return f"{where}: link"
        before = link
    return f"good {len(links)}"


if __name__ == "__main__":
    said = main(sys.argv[1])
    print(said)
    sys.exit(0 if said.startswith("good") else 1)
