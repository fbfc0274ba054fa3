// Summarises each closed group of the editor in a few words.
import type { Design } from '../../../../core/design/design.ts';
import { trialCount } from '../../../../core/design/layout.ts';
import type { DataEntry, Draft } from '../draft/draft.ts';
import { GROUP_TEXTS } from '../texts/groups.ts';

const TEXT = GROUP_TEXTS.summary;

export function summaries(draft: Draft, design: Design | null) {
  const { protocol, fraction } = draft;
  const optimiser = draft.factors['optimiser'] === undefined ? draft.optimiser : TEXT.optimisers;
  const rate = draft.factors['learning_rate'] === undefined ? TEXT.rate(String(draft.learning_rate)) : '';
  return {
    data: draft.factors['data'] === undefined ? dataWords(draft.data) : TEXT.sets(draft.data_sets.length),
    training: `${draft.model}, ${optimiser}${rate}`,
    order: TEXT.order(TEXT.orders[draft.order], String(draft.seed)),
    fraction: fraction === null ? TEXT.all : TEXT.fraction(2 ** fraction.generators.length),
    protocol: [
      TEXT.idle(String(draft.idle_s)),
      protocol.waits_for_cooling ? TEXT.cooling(String(protocol.thermal_band_c)) : TEXT.no_cooling,
      protocol.outliers === 'none'
        ? TEXT.no_outliers
        : TEXT.outliers(protocol.outliers, String(protocol.outlier_k)),
      ...(protocol.stops ? [TEXT.stops] : []),
    ].join(', '),
    trials: design === null ? '' : trialCount(design).toLocaleString('en'),
  };
}

function dataWords(data: DataEntry): string {
  if (data.kind === 'synthetic') return TEXT.synthetic(String(data.samples));
  if (data.kind === 'bundled') return TEXT.bundled;
  return data.path.split(/[\\/]/).findLast((part) => part !== '') ?? TEXT.no_data;
}
