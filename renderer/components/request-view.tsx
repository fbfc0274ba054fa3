// Shows the answer of a request, a placeholder while it loads, or its error with a button to retry.
import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Request } from '../bridge/use-request.ts';
import { sentence } from '../format/labels.ts';
import { REQUEST } from './texts.ts';

export function RequestView<T>(props: {
  request: Request<T>;
  /** Title of an error: `The machine could not be inspected`. */
  failed: string;
  children: (data: T) => ReactNode;
}) {
  const { request, failed, children } = props;
  if (request.error !== null)
    return <ErrorAlert title={failed} text={request.error} onRetry={request.reload} />;
  if (request.data === null) {
    return request.is_loading ? (
      <Stack gap="sm" aria-busy="true" aria-label={REQUEST.loading}>
        <Skeleton h={90} />
        <Skeleton h={220} />
      </Stack>
    ) : null;
  }
  return children(request.data);
}

export function ErrorAlert(props: { title: string; text: string; onRetry?: () => void }) {
  return (
    <Alert color="red" variant="light" title={props.title} role="alert">
      <Group justify="space-between" align="center" wrap="nowrap">
        <span>{sentence(props.text)}</span>
        {props.onRetry === undefined ? null : (
          <Button size="xs" variant="default" onClick={props.onRetry}>
            {REQUEST.retry}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
