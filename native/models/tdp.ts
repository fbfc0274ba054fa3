// Assumed power of a busy processor: the maker's thermal design power where known, otherwise a rule of thumb.
import type { CpuFacts } from './cpu-facts.ts';
import { FALLBACK_W_PER_THREAD } from './cpu-power.ts';
import { TDP_TABLE } from './tdp-table.ts';

export interface BusyPower {
  readonly busy_w: number;
  /** Origin of the figure, for the source's method text. */
  readonly origin: string;
  /** Half-width of the model's error in per cent, an allowance: a known TDP narrows it. */
  readonly accuracy_pct: number;
}

/** The name without trade marks and clock speeds, in lower case, as the table's patterns expect it. */
const plainModel = (model: string): string =>
  model
    .toLowerCase()
    .replaceAll(/\((r|tm|c)\)|[®™]|\bcpu\b|\bprocessor\b|@.*$/g, ' ')
    .replaceAll(/\s+/g, ' ')
    // Intel's F models are the same processors without graphics, at the same power.
    .replace(/(i[3579]-\d{4,5}k?)f(?= |$)/, '$1')
    .trim();

/**
 * Watts of the processors when every thread is busy. In a virtual machine the TDP is divided by threads, since the
 * guest sees only its share; on bare metal every socket counts once.
 */
export function busyPower(cpu: CpuFacts): BusyPower {
  const name = ` ${plainModel(cpu.model)} `;
  const known = TDP_TABLE.find(([model]) => name.includes(` ${model} `));
  if (known === undefined) {
    return {
      busy_w: FALLBACK_W_PER_THREAD * cpu.threads,
      origin: `${FALLBACK_W_PER_THREAD} W x ${cpu.threads} threads: the TDP of this CPU is unknown`,
      accuracy_pct: 50,
    };
  }
  const [, tdp_w, threads] = known;
  if (cpu.virtual && cpu.threads < threads * cpu.sockets) {
    const share = cpu.threads / threads;
    return {
      busy_w: tdp_w * share,
      origin: `${cpu.threads} of ${threads} threads of the maker's TDP of ${tdp_w} W`,
      accuracy_pct: 50,
    };
  }
  return {
    busy_w: tdp_w * cpu.sockets,
    origin: `the maker's TDP of ${tdp_w} W${cpu.sockets > 1 ? ` x ${cpu.sockets} sockets` : ''}`,
    accuracy_pct: 30,
  };
}
