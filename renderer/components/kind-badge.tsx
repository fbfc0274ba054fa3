// Badge for how the numbers of a source were obtained, distinct by word and shape as well as colour.
import { Badge, Tooltip } from '@mantine/core';
import type { Kind } from '../../core/source.ts';
import { KINDS } from './texts.ts';

export type BadgeKind = Kind | 'mixed' | 'missing';

const LOOKS = {
  measured: { color: 'teal.9', variant: 'filled' },
  derived: { color: 'blue', variant: 'light' },
  modelled: { color: 'orange.9', variant: 'outline' },
  mixed: { color: 'grape', variant: 'light' },
  missing: { color: 'gray', variant: 'outline' },
} as const;

/** Dashed like modelled lines in the figures, in an orange legible on white and on black. */
const MODELLED = {
  borderStyle: 'dashed',
  borderColor: 'currentColor',
  color: 'light-dark(#b03a00, #ffa94d)',
} as const;

export function KindBadge({ kind }: { kind: BadgeKind }) {
  const { color, variant } = LOOKS[kind];
  return (
    <Tooltip label={KINDS[kind]} withArrow>
      <Badge
        color={color}
        variant={variant}
        radius="sm"
        tt="none"
        fw={600}
        data-kind={kind}
        style={kind === 'modelled' ? MODELLED : undefined}
      >
        {kind}
      </Badge>
    </Tooltip>
  );
}
