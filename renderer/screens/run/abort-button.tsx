// Stops the sweep after one question; finished trials are kept.
import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSweep } from '../../state/sweep.tsx';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.abort;

export function AbortButton({ is_aborting, done }: { is_aborting: boolean; done: number }) {
  const { abort } = useSweep();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button color="red" variant="outline" size="xs" onClick={open} loading={is_aborting}>
        {TEXT.abort}
      </Button>
      <Modal opened={opened} onClose={close} title={TEXT.question} centered>
        <Text size="sm">{done === 0 ? TEXT.nothing_done : TEXT.some_done(done)}</Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close} data-autofocus>
            {TEXT.keep}
          </Button>
          <Button
            color="red"
            onClick={() => {
              close();
              void abort();
            }}
          >
            {TEXT.confirm}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
