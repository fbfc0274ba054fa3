// The frame of a screen: title, one line on its purpose, actions and content.
import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { SCREENS, type ScreenName } from '../../core/contract/screens.ts';
import { HelpButton } from '../help/help.tsx';

export function Screen(props: {
  name: ScreenName;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { label, help } = SCREENS[props.name];
  return (
    <Stack gap="md" maw={1240} mx="auto" component="main" aria-label={label}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Box flex={1} miw={200}>
          <Title order={1}>{label}</Title>
          {props.lead === undefined ? null : (
            <Text size="sm" c="dimmed">
              {props.lead}
            </Text>
          )}
        </Box>
        <Group gap="xs" maw="100%">
          {props.actions}
          <HelpButton page={help} />
        </Group>
      </Group>
      {props.children}
    </Stack>
  );
}
