// Asked once a sweep when its screen is left: the sweep goes on, but what the window draws is drawn by the machine under test.
import { Button, Group, Modal, Text } from '@mantine/core';

export function LeaveQuestion(props: { opened: boolean; onStay: () => void; onLeave: () => void }) {
  return (
    <Modal opened={props.opened} onClose={props.onStay} title="Leave the running sweep?" centered>
      <Text size="sm">
        It goes on, and nothing is lost. But opening studies and drawing figures makes this machine work, and
        the trial that runs meanwhile may be flagged for it.
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={props.onLeave}>
          Leave, it goes on
        </Button>
        <Button onClick={props.onStay} data-autofocus>
          Stay here
        </Button>
      </Group>
    </Modal>
  );
}
