// One number with its name above it.
import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export function Stat(props: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <Box>
      <Text size="xs" c="dimmed">
        {props.label}
      </Text>
      <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {props.value}
      </Text>
      {props.note === undefined ? null : (
        <Text size="xs" c="dimmed">
          {props.note}
        </Text>
      )}
    </Box>
  );
}
