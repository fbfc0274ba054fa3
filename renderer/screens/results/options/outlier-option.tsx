// Chooses the outlier rule: that of the design, or one tried after seeing the data.
import { Group, Select } from '@mantine/core';
import type { OutlierRule } from '../../../../core/design/protocol.ts';
import { OUTLIERS } from '../texts/options.ts';
import { NumberOption } from './number-option.tsx';

const RULES = OUTLIERS.rules;
const USUAL_K = { iqr: 3, mad: 3.5 } as const;
const PLANNED = 'planned';

export function OutlierOption(props: {
  planned: OutlierRule;
  /** Undefined: the planned one. */
  asked: OutlierRule | undefined;
  onChange: (rule: OutlierRule | undefined) => void;
}) {
  const { planned, asked, onChange } = props;
  const name = planned.kind === 'none' ? RULES.none : OUTLIERS.rule_with_k(RULES[planned.kind], planned.k);
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Select
        label={OUTLIERS.label}
        flex={1}
        allowDeselect={false}
        value={asked?.kind ?? PLANNED}
        data={[
          { value: PLANNED, label: OUTLIERS.as_designed(name) },
          ...Object.entries(RULES).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(kind) => {
          if (kind === 'none') onChange({ kind });
          else if (kind === 'iqr' || kind === 'mad') onChange({ kind, k: USUAL_K[kind] });
          else onChange(undefined);
        }}
      />
      {asked === undefined || asked.kind === 'none' ? null : (
        <NumberOption
          key={asked.kind}
          label={OUTLIERS.limit}
          value={asked.k}
          per={1}
          least={0.5}
          most={100}
          onChange={(k) => onChange({ ...asked, k: k ?? USUAL_K[asked.kind] })}
        />
      )}
    </Group>
  );
}
