// A card with a heading and an optional note on how to read it.
import { Card, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

export function Section(props: { title: string; aside?: ReactNode; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id}>
      <Group justify="space-between" mb="xs" gap="xs" align="center">
        <Title order={2} id={id}>
          {props.title}
        </Title>
        {props.aside}
      </Group>
      {props.children}
      {props.note === undefined ? null : (
        <Text className="table-caption" component="p" m={0} mt={6}>
          {props.note}
        </Text>
      )}
    </Card>
  );
}
