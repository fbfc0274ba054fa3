// Warns once per sweep when the user leaves its screen: the sweep continues, but drawing loads the machine under test.
import { Button, Group, Modal, Text } from '@mantine/core';
import { LEAVE } from './texts.ts';

export function LeaveQuestion(props: { opened: boolean; onStay: () => void; onLeave: () => void }) {
  return (
    <Modal opened={props.opened} onClose={props.onStay} title={LEAVE.title} centered>
      <Text size="sm">{LEAVE.text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onLeave}>
          {LEAVE.leave}
        </Button>
        <Button onClick={props.onStay} data-autofocus>
          {LEAVE.stay}
        </Button>
      </Group>
    </Modal>
  );
}
