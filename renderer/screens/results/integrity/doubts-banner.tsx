// Says before any number that the study is not as it was stored, or was put together from a damaged file.
import { Alert, Text } from '@mantine/core';
import { DOUBTS } from '../texts/integrity.ts';

export function DoubtsBanner({ doubts }: { doubts: readonly string[] }) {
  if (doubts.length === 0) return null;
  return (
    <Alert role="alert" color="red" variant="light" title={DOUBTS.title} data-testid="doubts-banner">
      {doubts.map((doubt) => (
        <Text key={doubt} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {doubt}
        </Text>
      ))}
    </Alert>
  );
}
