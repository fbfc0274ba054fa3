// What the results show before there is anything to show.
import { Button, Card, EmptyState, Group } from '@mantine/core';
import { ResultsIcon } from '../../components/icons.tsx';

export function NoStudy(props: { onOpen: () => void; onRun: () => void }) {
  return (
    <Card py={60}>
      <EmptyState
        icon={<ResultsIcon />}
        variant="light"
        title="No study is open"
        description="Run a sweep, choose one of your studies above, or open a .wattproof file from anywhere."
      >
        <Group justify="center" mt="md">
          <Button onClick={props.onRun}>Run a sweep</Button>
          <Button variant="default" onClick={props.onOpen}>
            Open a study…
          </Button>
        </Group>
      </EmptyState>
    </Card>
  );
}
