// What a number is called, and on demand how it was obtained: from which values, by which formula, after whom.
import { Popover, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';

/** `children` is the name; without `how` it is only that. */
export function How({ how, children }: { how?: string | undefined; children: ReactNode }) {
  if (how === undefined) return children;
  return (
    <Popover width={340} position="bottom" withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton className="how" title="How this was obtained">
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
