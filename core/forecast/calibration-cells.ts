// Chooses the cells to time before a sweep: all of a small design, else its corners.
import type { PlannedTrial } from '../design/design.ts';

/** With at most this many cells all are timed; each takes seconds. */
const MOST_TIMED = 6;

/**
 * The cells of one block: the first, every cell that differs from it in one factor alone (its last level if the levels
 * are numbers, all of them if they are words), and the opposite one, so that each factor is seen and additivity is
 * tested.
 */
export function calibrationCells(block: readonly PlannedTrial[]): PlannedTrial[] {
  const ordered = [...block].sort((a, b) => a.order - b.order);
  if (ordered.length <= MOST_TIMED) return ordered;
  const names = Object.keys(ordered[0]?.levels ?? {}) as (keyof PlannedTrial['levels'])[];
  const levels = names.map((name) => {
    const all = [...new Set(ordered.map((trial) => trial.levels[name]))];
    return all.every((level) => typeof level === 'number') ? all.map(Number).sort((a, b) => a - b) : all;
  });
  const wanted = (trial: PlannedTrial): boolean => {
    const place = names.map((name, i) => (levels[i] as unknown[]).indexOf(trial.levels[name]));
    const last = levels.map((all) => all.length - 1);
    const moved = place.flatMap((at, i) => (at > 0 ? [i] : []));
    if (place.every((at, i) => at === last[i])) return true;
    if (moved.length === 0) return true;
    const [only] = moved;
    if (moved.length > 1 || only === undefined) return false;
    return typeof (levels[only] as unknown[])[0] !== 'number' || place[only] === last[only];
  };
  return ordered.filter(wanted);
}
