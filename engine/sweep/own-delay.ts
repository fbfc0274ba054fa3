// How long a message may have waited for this process itself, which stores samples and draws while it should listen.
import { performance } from 'node:perf_hooks';

interface Turn {
  readonly t_ns: number;
  /** Time during which the loop was at work since it began, ms. */
  readonly active_ms: number;
}

/** Turns kept; older ones cannot explain a delay, since the loop listened in between. */
const MOST_TURNS = 64;

export class OwnDelay {
  readonly #turns: Turn[] = [];

  /** Call whenever the event loop is known to listen. */
  turned(t_ns: number): void {
    this.#turns.push({ t_ns, active_ms: performance.eventLoopUtilization().active });
    if (this.#turns.length > MOST_TURNS) this.#turns.shift();
  }

  /** Most that a message, ready at `t_ns` and read at `arrived_ns`, can have waited for this process, ns. */
  between(t_ns: number, arrived_ns: number): number {
    const earlier = this.#turns.filter((turn) => turn.t_ns < arrived_ns);
    const last = earlier.at(-1);
    if (last === undefined) return Math.max(0, arrived_ns - t_ns);
    const before = earlier.findLast((turn) => turn.t_ns <= t_ns) ?? (earlier[0] as Turn);
    const busy_ns = (performance.eventLoopUtilization().active - before.active_ms) * 1e6;
    // Where the loop belongs to somebody else (Electron), all time counts as busy: then only the time since its last turn.
    return Math.max(0, Math.min(busy_ns, arrived_ns - last.t_ns));
  }
}
