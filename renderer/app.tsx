// The window around the screens: navigation, one screen at a time, and the commands of the native menu.
import { AppShell, Badge, Group, NavLink, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { HandedStudy } from '../core/contract/handles.ts';
import type { AppCommand } from '../core/contract/ipc.ts';
import { SCREEN_NAMES, SCREENS, type ScreenName } from '../core/contract/screens.ts';
import { call, dropStudy, listen } from './bridge/call.ts';
import { useRequest } from './bridge/use-request.ts';
import { DropVeil } from './components/drop-veil.tsx';
import {
  DesignIcon,
  HardwareIcon,
  Mark,
  ReportIcon,
  ResultsIcon,
  RunIcon,
  SettingsIcon,
  StudiesIcon,
  TrialsIcon,
} from './components/icons.tsx';
import { LeaveQuestion } from './components/leave-question.tsx';
import { useHelp } from './help/help.tsx';
import { DesignScreen } from './screens/design/design-screen.tsx';
import { HardwareScreen } from './screens/hardware/hardware-screen.tsx';
import { ReportScreen } from './screens/report/report-screen.tsx';
import { useExport } from './screens/report/use-export.ts';
import { ResultsScreen } from './screens/results/results-screen.tsx';
import { RunScreen } from './screens/run/run-screen.tsx';
import { StudiesScreen } from './screens/studies/studies-screen.tsx';
import { TrialsScreen } from './screens/trials/trials-screen.tsx';
import { SettingsDrawer } from './settings/settings-drawer.tsx';
import { useNotices } from './state/notices.tsx';
import { useSettings } from './state/settings.tsx';
import { useStudy } from './state/study.tsx';
import { useSweep } from './state/sweep.tsx';
import { useFileDrop } from './state/use-file-drop.ts';
import { useScreen } from './state/use-screen.ts';
import { TEXTS } from './texts.ts';

const TEXT = TEXTS.window;

const ICONS: Readonly<Record<ScreenName, ReactNode>> = {
  studies: <StudiesIcon />,
  hardware: <HardwareIcon />,
  design: <DesignIcon />,
  run: <RunIcon />,
  results: <ResultsIcon />,
  trials: <TrialsIcon />,
  report: <ReportIcon />,
};

export function App() {
  const { screen, show: setScreen, is_asking, leave, stay } = useScreen('studies');
  const [has_settings_open, setSettingsOpen] = useState(false);
  const showSettings = useCallback(() => setSettingsOpen(true), []);
  const { settings } = useSettings();
  const info = useRequest(() => call('app:info'), '');
  useAppCommands(screen, setScreen, showSettings, info.data?.open_study ?? null);
  const is_dropping = useStudyDrop(setScreen);

  return (
    <AppShell navbar={{ width: 188, breakpoint: 0 }} padding="lg">
      <AppShell.Navbar p="sm" aria-label={TEXT.screens}>
        <Group gap="xs" px={6} py={8} mb="sm" wrap="nowrap">
          <Mark />
          <Text fw={700} size="lg">
            {TEXT.product}
          </Text>
        </Group>
        <Stack gap={2} flex={1}>
          {SCREEN_NAMES.map((name) => (
            <NavLink
              key={name}
              component="button"
              label={SCREENS[name].label}
              leftSection={ICONS[name]}
              active={screen === name}
              aria-current={screen === name ? 'page' : undefined}
              onClick={() => setScreen(name)}
              rightSection={name === 'run' ? <RunningBadge /> : undefined}
              style={{ borderRadius: 8 }}
            />
          ))}
        </Stack>
        <NavLink
          component="button"
          label={TEXT.settings}
          leftSection={<SettingsIcon />}
          onClick={showSettings}
          style={{ borderRadius: 8 }}
        />
        <Text size="xs" c="dimmed" px={12} pt={6}>
          {info.data === null ? '' : TEXT.version(info.data.version)}
        </Text>
      </AppShell.Navbar>
      {/* A new key redraws every energy in the new unit. */}
      <AppShell.Main key={settings.energy_unit}>
        {screen === 'studies' ? <StudiesScreen info={info.data} onShow={setScreen} /> : null}
        {screen === 'hardware' ? <HardwareScreen /> : null}
        {screen === 'design' ? (
          <DesignScreen dataset_dir={info.data?.dataset_dir ?? null} onShow={setScreen} />
        ) : null}
        {screen === 'run' ? <RunScreen onShow={setScreen} /> : null}
        {screen === 'results' ? <ResultsScreen onShow={setScreen} /> : null}
        {screen === 'trials' ? <TrialsScreen onShow={setScreen} /> : null}
        {screen === 'report' ? <ReportScreen onShow={setScreen} onSettings={showSettings} /> : null}
      </AppShell.Main>
      <LeaveQuestion opened={is_asking} onStay={stay} onLeave={leave} />
      {is_dropping ? <DropVeil /> : null}
      <SettingsDrawer opened={has_settings_open} onClose={() => setSettingsOpen(false)} />
    </AppShell>
  );
}

/** Opens a study dropped on the window; any other file is refused with a notice. */
function useStudyDrop(show: (screen: ScreenName) => void): boolean {
  const notices = useNotices();
  const { open } = useStudy();
  return useFileDrop((file) => {
    dropStudy(file).then(
      (study) => {
        open(study);
        show('results');
      },
      (error: unknown) => notices.error(TEXT.not_opened, error),
    );
  });
}

function RunningBadge() {
  const { state } = useSweep();
  if (state.kind !== 'running') return null;
  return (
    <Badge size="sm" variant="filled" tt="none">
      {state.progress.trial}/{state.progress.trials}
    </Badge>
  );
}

/** Carries out the commands of the native menu and the system; `open_study` is the study the app was started with. */
function useAppCommands(
  screen: ScreenName,
  show: (screen: ScreenName) => void,
  showSettings: () => void,
  open_study: HandedStudy | null,
): void {
  const notices = useNotices();
  const help = useHelp();
  const { open, choose, handed } = useStudy();
  const { exportAs } = useExport(handed?.study ?? null);

  useEffect(() => {
    if (open_study === null) return;
    open(open_study);
    show('results');
  }, [open_study, open, show]);

  useEffect(() => {
    const act = async (command: AppCommand): Promise<void> => {
      if (command.command === 'show') {
        return command.screen === 'settings' ? showSettings() : show(command.screen);
      }
      if (command.command === 'open_study') {
        if (command.study !== null) open(command.study);
        else if (!(await choose())) return;
        return show('results');
      }
      if (command.command === 'help') return help(command.page ?? SCREENS[screen].help);
      await exportAs(command.format);
    };
    return listen('app:command', (command) => {
      act(command).catch((error: unknown) => notices.error(TEXT.command_failed, error));
    });
  }, [notices, open, choose, show, showSettings, exportAs, help, screen]);
}
