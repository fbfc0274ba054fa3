// Short notices at the edge of the window: an error and its remedy, or a finished action.
import { Affix, Button, Notification, Stack } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { messageOf } from '../../core/errors.ts';
import { sentence } from '../format/labels.ts';
import { TEXTS } from '../texts.ts';

interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'done';
  readonly title: string;
  readonly text: string;
  readonly action: NoticeAction | null;
}
export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}
interface Notices {
  error(title: string, error: unknown): void;
  done(title: string, text: string, action?: NoticeAction): void;
}

const NoticesContext = createContext<Notices | null>(null);
const SHOWN_MS = 8000;
const AT_MOST = 3;
let last_id = 0;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const close = useCallback((id: number) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const show = useCallback(
    (notice: Omit<Notice, 'id'>) => {
      const id = ++last_id;
      setNotices((all) => [...all, { ...notice, id }].slice(-AT_MOST));
      // An error stays until the user dismisses it.
      if (notice.kind === 'done') setTimeout(() => close(id), SHOWN_MS);
    },
    [close],
  );
  const value = useMemo<Notices>(
    () => ({
      error: (title, error) => show({ kind: 'error', title, text: sentence(messageOf(error)), action: null }),
      done: (title, text, action) => show({ kind: 'done', title, text, action: action ?? null }),
    }),
    [show],
  );
  return (
    <NoticesContext value={value}>
      {children}
      <Affix position={{ bottom: 16, left: 204 }} zIndex={400}>
        <Stack gap="xs" w={420}>
          {notices.map((notice) => (
            <Notification
              key={notice.id}
              role={notice.kind === 'error' ? 'alert' : 'status'}
              color={notice.kind === 'error' ? 'red' : 'teal'}
              title={notice.title}
              withBorder
              onClose={() => close(notice.id)}
              closeButtonProps={{ 'aria-label': TEXTS.notices.dismiss }}
            >
              {notice.text}
              {notice.action === null ? null : (
                <Button
                  size="compact-xs"
                  variant="light"
                  ml="xs"
                  onClick={() => {
                    notice.action?.act();
                    close(notice.id);
                  }}
                >
                  {notice.action.label}
                </Button>
              )}
            </Notification>
          ))}
        </Stack>
      </Affix>
    </NoticesContext>
  );
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) throw new TypeError('useNotices outside its provider');
  return notices;
}
