// Says of a source how its numbers come about; told by word and by shape, not by colour alone.
import { Badge, Tooltip } from '@mantine/core';
import type { Kind } from '../../core/source.ts';

export type BadgeKind = Kind | 'mixed' | 'missing';

const LOOKS = {
  measured: { color: 'teal.9', variant: 'filled', meaning: 'Read from a sensor or a hardware counter.' },
  derived: { color: 'blue', variant: 'light', meaning: 'Computed from measured values.' },
  modelled: { color: 'orange.9', variant: 'outline', meaning: 'Estimated by a model: no sensor was read.' },
  mixed: { color: 'grape', variant: 'light', meaning: 'Some parts are measured, others are modelled.' },
  missing: { color: 'gray', variant: 'outline', meaning: 'Looked for and not available on this machine.' },
} as const;

/** Dashed like its lines in the figures; an orange that can be read on white and on black. */
const MODELLED = {
  borderStyle: 'dashed',
  borderColor: 'currentColor',
  color: 'light-dark(#b03a00, #ffa94d)',
} as const;

export function KindBadge({ kind }: { kind: BadgeKind }) {
  const { color, variant, meaning } = LOOKS[kind];
  return (
    <Tooltip label={meaning} withArrow>
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
