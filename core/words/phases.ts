// The phases of a trial as a reader sees them, the same in window and report.
import type { PhaseName } from '../study/phase.ts';

const LABELS: Readonly<Record<PhaseName, string>> = {
  thermal: 'Waiting for cooling',
  idle: 'Idle baseline',
  load: 'Loading data',
  warmup: 'Warm-up',
  train: 'Training',
  evaluate: 'Evaluating',
  cooldown: 'Cooling down',
  command: 'Command',
};

/** @param phase a {@link PhaseName}, a text such as `warming up`, or '' before the first phase */
export function phaseLabel(phase: string): string {
  if (phase === '') return 'Starting';
  const text = phase.replaceAll('_', ' ');
  return LABELS[phase as PhaseName] ?? text.charAt(0).toUpperCase() + text.slice(1);
}
