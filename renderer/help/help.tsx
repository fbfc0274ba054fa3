// The help drawer: the docs/ page of the current screen, and all other pages.
import { ActionIcon, Drawer, Select, Stack, Text } from '@mantine/core';
import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { HELP_PAGES, HELP_TITLES, type HelpPage } from '../../core/contract/help-page.ts';
import { useRequest } from '../bridge/use-request.ts';
import { watchScroller } from '../components/scroll-stop.ts';
import { loadPage } from './pages.ts';

type OpenHelp = (page: HelpPage) => void;
const HelpContext = createContext<OpenHelp | null>(null);

export function HelpProvider({ children }: { children: ReactNode }) {
  const [page, setPage] = useState<HelpPage>('app');
  const [opened, setOpened] = useState(false);
  const open = useMemo<OpenHelp>(
    () => (next) => {
      setPage(next);
      setOpened(true);
    },
    [],
  );
  return (
    <HelpContext value={open}>
      {children}
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        title="Help"
        position="right"
        size={620}
        closeButtonProps={{ 'aria-label': 'Close the help' }}
      >
        <Pages page={page} onPage={setPage} />
      </Drawer>
    </HelpContext>
  );
}

export function useHelp(): OpenHelp {
  const open = useContext(HelpContext);
  if (open === null) throw new TypeError('useHelp outside its provider');
  return open;
}

/** A question mark next to a title, which opens that page. */
export function HelpButton({ page }: { page: HelpPage }) {
  const open = useHelp();
  return (
    <ActionIcon
      variant="default"
      size="md"
      radius="xl"
      aria-label={`Help: ${HELP_TITLES[page]}`}
      title={`Help: ${HELP_TITLES[page]} (F1)`}
      onClick={() => open(page)}
    >
      ?
    </ActionIcon>
  );
}

function Pages({ page, onPage }: { page: HelpPage; onPage: OpenHelp }) {
  const html = useRequest(() => loadPage(page), page);
  const top = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (html.data === null) return;
    const ends = [...(text.current?.querySelectorAll<HTMLElement>('pre, .table') ?? [])].map((scroller) =>
      watchScroller(scroller, scroller.matches('pre') ? 'Code, scrolls' : 'Table, scrolls'),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [html.data]);
  const turnTo = (next: HelpPage): void => {
    onPage(next);
    top.current?.scrollIntoView();
  };
  const follow = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (link === null) return;
    event.preventDefault();
    const next = HELP_PAGES.find((one) => one === link.dataset['page']);
    if (next !== undefined) turnTo(next);
  };
  return (
    <Stack gap="sm" ref={top}>
      <Select
        label="Page"
        allowDeselect={false}
        value={page}
        data={HELP_PAGES.map((value) => ({ value, label: HELP_TITLES[value] }))}
        onChange={(chosen) => {
          const next = HELP_PAGES.find((one) => one === chosen);
          if (next !== undefined) turnTo(next);
        }}
      />
      {html.error === null ? null : <Text c="var(--mantine-color-error)">{html.error}</Text>}
      <div
        ref={text}
        className="help-page"
        data-testid="help-page"
        onClick={follow}
        // built from docs/ together with the app
        dangerouslySetInnerHTML={{ __html: html.data ?? '' }}
      />
    </Stack>
  );
}
