// The two ways the sampler reads, for tests that both must pass.
import type { TestParts } from './parts.ts';

export const WAYS: readonly { readonly way: string; readonly by: Pick<TestParts, 'collector_path'> }[] = [
  { way: 'by the collector', by: {} },
  { way: 'by the sampler itself', by: { collector_path: null } },
];
