// Parts of the machine that are known to be there and cannot be read, while others of their kind can.
import { type Domain, type ReadFlag, type Source, TOTAL_DOMAINS } from '../../core/source.ts';

/** A source that answers nothing but its flag. */
export interface Unread {
  readonly source: Source;
  readonly flag: ReadFlag;
}

export const LEFT_OUT = 'totals leave this part out and say so';

/**
 * Those of `refused` that a total would silently lack: of two sockets one can be read, so no model stands in for the
 * other. They stay sources, without a value but with their reason as a flag, and so every total made of the study names
 * them among what it leaves out. Where no part of a domain can be read, a model takes the whole of it: then none is left.
 */
export function silentlyLacking(
  refused: readonly Unread[],
  read: readonly Pick<Source, 'domain'>[],
): readonly Unread[] {
  const domains = new Set<Domain>(read.map(({ domain }) => domain));
  return refused
    .filter(({ source: { domain } }) => domains.has(domain) && TOTAL_DOMAINS.includes(domain))
    .map(({ source, flag }) => ({
      source: { ...source, device: `${source.device}, ${partOf(source)}` },
      flag,
    }));
}

/** `rapl:package-1/dram` -> `package-1/dram`: of two sockets one maker's name says too little. */
const partOf = ({ id }: Source): string => id.slice(id.indexOf(':') + 1);
