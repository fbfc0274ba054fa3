// Pure edits of a draft's factors: add, change and remove.
import type { ExtraFactorName } from '../../../../core/design/design.ts';
import type { DataSetEntry, Draft, UserFactorEntry } from '../draft/draft.ts';
import { EXTRA_FACTORS } from '../draft/factor-catalogue.ts';

type Part = Partial<Draft>;

export const setLevels = (draft: Draft, name: string, levels: readonly string[]): Part => ({
  factors: { ...draft.factors, [name]: levels },
});

/** The former constant becomes the first level, so that adding a factor keeps the value. */
export function addFactor(draft: Draft, name: ExtraFactorName): Part {
  if (name === 'data') {
    const data_sets = twoDataSets(draft);
    return {
      ...setLevels(
        draft,
        name,
        data_sets.map((set) => set.name),
      ),
      data_sets,
    };
  }
  const constant = String(draft[name]);
  const { first } = EXTRA_FACTORS[name];
  const second = first.find((level) => level !== constant) ?? '';
  return setLevels(draft, name, [constant, second]);
}

export function removeFactor(draft: Draft, name: string): Part {
  const { [name]: _, ...factors } = draft.factors;
  if (name !== 'data') return { factors };
  const [first] = draft.data_sets;
  return { factors, data_sets: [], ...(first && { data: first.data }) };
}

/** `at` is the index among the user's factors, or the length of the list for a new one. */
export const setUserFactor = (draft: Draft, at: number, factor: UserFactorEntry): Part => ({
  user_factors: [...draft.user_factors.slice(0, at), factor, ...draft.user_factors.slice(at + 1)],
});

export const removeUserFactor = (draft: Draft, at: number): Part => ({
  user_factors: draft.user_factors.filter((_, i) => i !== at),
});

export function setDataSet(draft: Draft, at: number, set: DataSetEntry): Part {
  const old = draft.data_sets[at]?.name;
  return {
    data_sets: draft.data_sets.map((one, i) => (i === at ? set : one)),
    ...setLevels(
      draft,
      'data',
      (draft.factors['data'] ?? []).map((level) => (level === old ? set.name : level)),
    ),
  };
}

export function addDataSet(draft: Draft): Part {
  const taken = draft.data_sets.map(({ name }) => name);
  const name = freeName('clusters', taken);
  return {
    data_sets: [...draft.data_sets, { name, data: { ...draft.data, kind: 'synthetic' } }],
    ...setLevels(draft, 'data', [...(draft.factors['data'] ?? []), name]),
  };
}

export function removeDataSet(draft: Draft, at: number): Part {
  const gone = draft.data_sets[at]?.name;
  return {
    data_sets: draft.data_sets.filter((_, i) => i !== at),
    ...setLevels(
      draft,
      'data',
      (draft.factors['data'] ?? []).filter((level) => level !== gone),
    ),
  };
}

const NAMES = {
  bundled: 'fashion',
  synthetic: 'clusters',
  idx: 'idx',
  csv: 'table',
  images: 'pictures',
} as const;

function twoDataSets({ data, data_sets }: Draft): readonly DataSetEntry[] {
  if (data_sets.length > 1) return data_sets;
  const first = data_sets[0] ?? { name: NAMES[data.kind], data };
  return [
    first,
    { name: freeName('clusters', [first.name]), data: { ...data, kind: 'synthetic', path: '' } },
  ];
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let n = 2; taken.includes(name); n++) name = `${wanted}_${n}`;
  return name;
}
