// The name of a number and, on a click, how it was obtained: its values, formula and source.
import { Popover, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { HOW_TITLE } from './texts.ts';

/** `children` is the name; without `how` it is shown alone. */
export function How({ how, children }: { how?: string | undefined; children: ReactNode }) {
  if (how === undefined) return children;
  return (
    <Popover width={340} position="bottom" withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton className="how" title={HOW_TITLE}>
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown role="note">
        <Text size="sm" fw={400} style={{ whiteSpace: 'normal' }} ta="left">
          {how}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
