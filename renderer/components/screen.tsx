// The frame of a screen: its title, one line that says what it is for, what can be done, and the content.
import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HelpPage } from '../../core/contract/help-page.ts';
import { HelpButton } from '../help/help.tsx';

export function Screen(props: {
  title: string;
  help: HelpPage;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Stack gap="md" maw={1240} mx="auto" component="main" aria-label={props.title}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Box flex={1} miw={200}>
          <Title order={1}>{props.title}</Title>
          {props.lead === undefined ? null : (
            <Text size="sm" c="dimmed">
              {props.lead}
            </Text>
          )}
        </Box>
        <Group gap="xs" maw="100%">
          {props.actions}
          <HelpButton page={props.help} />
        </Group>
      </Group>
      {props.children}
    </Stack>
  );
}
