// The screens of a study before one is open.
import { Button, Card, EmptyState, Group } from '@mantine/core';
import { ResultsIcon } from '../../components/icons.tsx';
import { NO_STUDY } from './texts/cards.ts';

export function NoStudy(props: { onOpen: () => void; onRun: () => void }) {
  return (
    <Card py={60}>
      <EmptyState icon={<ResultsIcon />} variant="light" title={NO_STUDY.title} description={NO_STUDY.text}>
        <Group justify="center" mt="md">
          <Button onClick={props.onRun}>{NO_STUDY.run}</Button>
          <Button variant="default" onClick={props.onOpen}>
            {NO_STUDY.open}
          </Button>
        </Group>
      </EmptyState>
    </Card>
  );
}
