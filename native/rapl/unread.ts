// Parts of the machine that exist but cannot be read, while others of their kind can.
import { type Domain, type ReadFlag, type Source, TOTAL_DOMAINS } from '../../core/source.ts';

/** A source that gives only its flag, never a value. */
export interface Unread {
  readonly source: Source;
  readonly flag: ReadFlag;
}

export const LEFT_OUT = 'totals exclude this part and say so';

/**
 * The part of `refused` that a total would silently lack: when one of two sockets can be read, no model replaces the
 * other. They stay sources, without a value but with the reason as a flag, so that every total of the study lists them
 * as excluded. Where no part of a domain can be read, a model covers the whole domain: then none remain.
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

/** `rapl:package-1/dram` -> `package-1/dram`: with two sockets, the CPU's name alone is ambiguous. */
const partOf = ({ id }: Source): string => id.slice(id.indexOf(':') + 1);
