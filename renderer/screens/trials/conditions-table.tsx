// The known conditions a trial ran under.
import { CONDITION_NAMES, CONDITIONS, type Conditions } from '../../../core/guards/conditions.ts';
import { DataTable } from '../../components/data-table.tsx';
import { formatNumber, formatPercent } from '../../format/number.ts';
import { CONDITIONS_TABLE } from './texts.ts';

export function ConditionsTable({ conditions }: { conditions: Conditions | null }) {
  const known = CONDITION_NAMES.flatMap((name) => {
    const value = conditions?.[name] ?? null;
    return value === null ? [] : [{ name, value }];
  });
  if (known.length === 0) return null;
  return (
    <DataTable
      label={CONDITIONS_TABLE.label}
      rows={known}
      rowKey={({ name }) => name}
      columns={[
        { head: CONDITIONS_TABLE.columns.condition, cell: ({ name }) => capital(CONDITIONS[name].label) },
        {
          head: CONDITIONS_TABLE.columns.value,
          is_number: true,
          cell: ({ name, value }) =>
            name.endsWith('_share')
              ? formatPercent(value)
              : `${formatNumber(value, 3)}${CONDITIONS[name].unit && ` ${CONDITIONS[name].unit}`}`,
        },
      ]}
    />
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
