// Shows the progress of a sweep on stderr: a live bar on a terminal, one line per trial otherwise.

import type { SweepProgress } from '../core/contract/ipc.ts';
import { formatDuration, formatLevels } from '../core/words/format.ts';
import { endLine, printAside, redrawLine } from './output.ts';

const BAR_CELLS = 24;

export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #drawn = false;
  #told_trial = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  say(text: string): void {
    this.end();
    printAside(text);
  }

  show(progress: SweepProgress): void {
    if (this.#stream.isTTY) this.#redraw(progress);
    else if (progress.state !== 'running' && progress.trial > this.#told_trial) {
      this.#told_trial = progress.trial;
      printAside(plainLine(progress));
    }
  }

  /** Keeps the last bar on screen and moves to the next line. */
  end(): void {
    if (this.#drawn) endLine(this.#stream);
    this.#drawn = false;
  }

  #redraw(progress: SweepProgress): void {
    const full = Math.round(progress.fraction * BAR_CELLS);
    const bar = `${'\u2588'.repeat(full)}${'\u2591'.repeat(BAR_CELLS - full)}`;
    const text = `${bar} ${String(Math.floor(progress.fraction * 100)).padStart(3)} %  trial ${progress.trial}/${progress.trials}  ${progress.phase.padEnd(8)}  ${etaOf(progress)}  ${formatLevels(progress.levels)}`;
    redrawLine(this.#stream, text);
    this.#drawn = true;
  }
}

const plainLine = (progress: SweepProgress): string =>
  `trial ${progress.trial}/${progress.trials} ${progress.state}: ${formatLevels(progress.levels)}; ${formatDuration(progress.elapsed_s)} elapsed, ${etaOf(progress)}`;

const etaOf = ({ eta_s, eta_ci_s }: SweepProgress): string => {
  if (eta_s === null) return 'time left: not known yet';
  const interval = eta_ci_s === null ? '' : ` (${eta_ci_s.map(formatDuration).join(' to ')})`;
  return `time left: ${formatDuration(eta_s)}${interval}`;
};
