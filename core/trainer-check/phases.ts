// The trainer's phases: each once, whole, in their order.
import { TRAINER_PHASES, type TrainerMessage } from '../trainer-protocol.ts';
import type { Refusal } from './order.ts';

type PhaseMessage = Extract<TrainerMessage, { type: 'phase' }>;
type PhaseName = PhaseMessage['name'];

const EDGES = TRAINER_PHASES.flatMap((name) => [
  { name, edge: 'begin' },
  { name, edge: 'end' },
]) satisfies readonly Pick<PhaseMessage, 'name' | 'edge'>[];

export class Phases {
  #passed = 0;
  readonly #t_ns = new Map<string, number>();

  /** The phase that has begun and not ended. */
  get open(): PhaseName | null {
    const next = EDGES[this.#passed];
    return next?.edge === 'end' ? next.name : null;
  }

  /** Null before that edge. */
  at(name: PhaseName, edge: PhaseMessage['edge']): number | null {
    return this.#t_ns.get(`${edge} ${name}`) ?? null;
  }

  hear({ name, edge, t_ns }: PhaseMessage): Refusal {
    const next = EDGES[this.#passed];
    if (next === undefined) return `expected the result after the last phase, got the ${edge} of ${name}`;
    if (next.name !== name || next.edge !== edge)
      return `expected the ${next.edge} of ${next.name}, got the ${edge} of ${name}`;
    const begin_ns = edge === 'end' ? this.at(name, 'begin') : null;
    if (name === 'train' && begin_ns !== null && t_ns <= begin_ns)
      return 'expected train to last for some time, got an end at its begin';
    this.#passed++;
    this.#t_ns.set(`${edge} ${name}`, t_ns);
    return null;
  }

  /** A reason when a phase is missing. */
  refuseUnfinished(): Refusal {
    const next = EDGES[this.#passed];
    return next === undefined
      ? null
      : `expected the ${next.edge} of ${next.name} before the result, got the result`;
  }
}
