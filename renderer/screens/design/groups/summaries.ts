// What a closed group of the editor holds, in a few words.
import type { Design } from '../../../../core/design/design.ts';
import { trialCount } from '../../../../core/design/layout.ts';
import type { DataEntry, Draft } from '../draft/draft.ts';

const ORDERS = { blocks: 'blocks', random: 'one random order', latin_square: 'Latin square' };

export function summaries(draft: Draft, design: Design | null) {
  const { protocol, fraction } = draft;
  const optimiser = draft.factors['optimiser'] === undefined ? draft.optimiser : 'several optimisers';
  const rate = draft.factors['learning_rate'] === undefined ? `, rate ${draft.learning_rate}` : '';
  return {
    data:
      draft.factors['data'] === undefined ? dataWords(draft.data) : `${draft.data_sets.length} sets compared`,
    training: `${draft.model}, ${optimiser}${rate}`,
    order: `${ORDERS[draft.order]}, seed ${draft.seed}`,
    fraction:
      fraction === null ? 'every crossing runs' : `1/${2 ** fraction.generators.length} of the crossings`,
    protocol: [
      `idle ${draft.idle_s} s`,
      protocol.waits_for_cooling ? `cools to ${protocol.thermal_band_c} K` : 'no wait for cooling',
      protocol.outliers === 'none' ? 'no outlier rule' : `${protocol.outliers}, k ${protocol.outlier_k}`,
      ...(protocol.stops ? ['ends early'] : []),
    ].join(', '),
    trials: design === null ? '' : trialCount(design).toLocaleString('en'),
  };
}

function dataWords(data: DataEntry): string {
  if (data.kind === 'synthetic') return `${data.samples} synthetic examples`;
  if (data.kind === 'bundled') return 'Fashion-MNIST';
  return data.path.split(/[\\/]/).findLast((part) => part !== '') ?? 'not chosen yet';
}
