// A p value, bold below the level chosen before the study.
import { Text } from '@mantine/core';
import { formatP } from '../../format/number.ts';

export function PValue({ p, alpha }: { p: number | null; alpha: number }) {
  return (
    <Text span fz={13} fw={p !== null && p < alpha ? 700 : 400}>
      {formatP(p)}
    </Text>
  );
}
