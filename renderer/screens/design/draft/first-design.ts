// First design of a new window: a starting point that this machine can run.
import { Design } from '../../../../core/design/design.ts';
import type { Backend } from '../../../../core/trainer-protocol.ts';
import { type Draft, draftOf, firstData, type Origin } from './draft.ts';

/** Every precision of `backend`, each with two batch sizes. */
export function firstDraft(backend: Backend | undefined, dataset_dir: string | null): Draft {
  const precision = backend?.precisions.length ? backend.precisions : (['fp32'] as const);
  const design = Design.parse({
    name: 'My sweep',
    factors: { precision, batch_size: [64, 256] },
    replicates: 5,
    backend: backend?.name ?? 'cpu',
    data: { kind: 'synthetic', samples: 20_000, features: 784, classes: 10 },
  });
  return { ...draftOf(design, dataset_dir), data: firstData(dataset_dir) };
}

export const fromScratch = (draft: Draft): Origin => ({ kind: 'scratch', label: '', draft, provenance: [] });
