// Stops the sweep, after asking once; what is done is kept.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSweep } from '../../state/sweep.tsx';

export function AbortButton({ is_aborting, done }: { is_aborting: boolean; done: number }) {
  const { abort } = useSweep();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button color="red" variant="outline" size="xs" onClick={open} loading={is_aborting}>
        Abort
      </Button>
      <Modal opened={opened} onClose={close} title="Abort the sweep?" centered>
        <Text size="sm">
          {done === 0
            ? 'No trial is done yet. The study is kept, but there will be nothing to analyse.'
            : `The trial in progress is stopped. The ${done === 1 ? 'one trial that is' : `${done} trials that are`} done stay in the study and can be analysed.`}
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            Keep running
          </Button>
          <Button
            color="red"
            onClick={() => {
              close();
              void abort();
            }}
          >
            Abort the sweep
          </Button>
        </Group>
      </Modal>
    </>
  );
}
