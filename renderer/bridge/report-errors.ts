// Sends uncaught errors of the page to the main process, which logs them.
import type { PageError } from '../../core/contract/ipc.ts';

const [MOST_MESSAGE_CHARS, MOST_STACK_CHARS] = [2000, 10_000];

function report(error: unknown, message: string): void {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const page_error: PageError = {
    message: message.slice(0, MOST_MESSAGE_CHARS),
    stack: stack?.slice(0, MOST_STACK_CHARS) ?? null,
  };
  void window.wattproof.call('app:page-error', page_error);
}

window.addEventListener('error', ({ error, message }) => report(error, message));
window.addEventListener('unhandledrejection', ({ reason }) => report(reason, `unhandled: ${String(reason)}`));
