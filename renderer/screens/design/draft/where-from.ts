// Finds where the value of a draft's field comes from: a preset, a file, the defaults or an edit.
import type { ProvenanceTag } from '../../../../core/design/presets.ts';
import type { Draft, Origin } from './draft.ts';

export type WhereTag = ProvenanceTag | 'edited' | 'file' | 'default';
export interface WhereFrom {
  readonly tag: WhereTag;
  /** Reason given by the preset; empty for other tags. */
  readonly why: string;
}

/**
 * `field` is a path in the design: `factors.batch_size`, `user_factors.kind`, `replicates`, `protocol.thermal_band_c`.
 * Undoing an edit restores the old tag. Null where the preset gives no origin for the field.
 */
export function whereFrom(draft: Draft, origin: Origin, field: string): WhereFrom | null {
  if (JSON.stringify(valueAt(draft, field)) !== JSON.stringify(valueAt(origin.draft, field)))
    return { tag: 'edited', why: '' };
  if (origin.kind === 'scratch') return { tag: 'default', why: '' };
  if (origin.kind === 'file') return { tag: 'file', why: '' };
  const said = origin.provenance.find((one) => one.field === field);
  const of_all = origin.provenance.find((one) => field.startsWith(`${one.field}.`));
  const found = said ?? of_all;
  return found === undefined ? null : { tag: found.tag, why: found.why };
}

/** True when replacing the draft would lose edits. */
export const isEdited = (draft: Draft, origin: Origin): boolean =>
  JSON.stringify(draft) !== JSON.stringify(origin.draft);

function valueAt(draft: Draft, field: string): unknown {
  const [first = '', second] = field.split('.');
  if (first === 'user_factors') return draft.user_factors.find(({ name }) => name === second);
  const value = draft[first as keyof Draft];
  return second === undefined ? value : (value as Readonly<Record<string, unknown>> | undefined)?.[second];
}
