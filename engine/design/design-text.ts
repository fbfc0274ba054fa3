// Writes a design as a readable file: only what differs from the defaults, with the source of each setting.
import { Document, isMap, isScalar, type Pair } from 'yaml';
import { Design } from '../../core/design/design.ts';
import type { Preset } from '../../core/design/presets.ts';

const HEAD =
  ' A Wattproof sweep (docs/designs.md). Lists are levels of factors; omitted fields have their defaults.';

/** YAML that loads as the same design. */
export function designText({ design, provenance }: Preset): string {
  const document = new Document(withoutDefaults(design));
  document.commentBefore = HEAD;
  for (const { field, tag, why } of provenance) {
    const path = field.split('.');
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const name = path.at(-1);
    if (!isMap(parent)) continue;
    const pair = parent.items.find(({ key }) => (isScalar(key) ? key.value : key) === name) as
      | Pair
      | undefined;
    if (isScalar(pair?.key)) pair.key.commentBefore = ` ${tag}: ${why}`;
  }
  return document.toString({ lineWidth: 100, flowCollectionPadding: false });
}

function withoutDefaults(design: Design): Record<string, unknown> {
  const { name, factors, replicates, data } = design;
  const plain: Record<string, unknown> = Design.parse({ name, factors: {}, replicates, data });
  const always = [
    'name',
    'factors',
    'replicates',
    'seed',
    'backend',
    'optimiser',
    'learning_rate',
    'data',
    'idle_s',
  ];
  const kept = Object.entries(design).filter(
    ([field, value]) => always.includes(field) || JSON.stringify(value) !== JSON.stringify(plain[field]),
  );
  return { ...Object.fromEntries(kept), factors };
}
