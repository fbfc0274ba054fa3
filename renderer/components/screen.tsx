// The frame of a screen: its title, one line that says what it is for, what can be done, and the content.
import { Box, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HelpPage } from '../../core/help-page.ts';
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
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Box>
          <Title order={1}>{props.title}</Title>
          {props.lead === undefined ? null : (
            <Text size="sm" c="dimmed">
              {props.lead}
            </Text>
          )}
        </Box>
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          {props.actions}
          <HelpButton page={props.help} />
        </Group>
      </Group>
      {props.children}
    </Stack>
  );
}
