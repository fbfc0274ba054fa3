// The user's settings, stored by the main process, and the theme that follows them.
import { useMantineColorScheme } from '@mantine/core';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings.ts';
import { call } from '../bridge/call.ts';
import { showEnergyIn } from '../format/energy-unit.ts';
import { TEXTS } from '../texts.ts';
import { useNotices } from './notices.tsx';

interface SettingsState {
  readonly settings: Settings;
  /** Counts the changes, so that requests that depend on settings can be repeated. */
  readonly revision: number;
  /** Resolves to false when they could not be saved; a notice has given the reason. */
  save(settings: Settings): Promise<boolean>;
}

const SettingsContext = createContext<SettingsState | null>(null);

export function SettingsProvider({ children }: { children: ReactNode }) {
  const notices = useNotices();
  const { setColorScheme } = useMantineColorScheme();
  // Mantine's function changes with the scheme; as a dependency it would cause an endless loop of reads.
  const setScheme = useRef(setColorScheme);
  setScheme.current = setColorScheme;
  const [{ settings, revision }, setState] = useState({ settings: DEFAULT_SETTINGS, revision: 0 });

  const apply = useCallback((next: Settings) => {
    setScheme.current(next.theme);
    showEnergyIn(next.energy_unit);
    setState((last) => ({ settings: next, revision: last.revision + 1 }));
  }, []);
  const save = useCallback(
    async (next: Settings) => {
      try {
        apply(await call('settings:set', next));
        return true;
      } catch (error) {
        notices.error(TEXTS.settings.not_saved, error);
        return false;
      }
    },
    [apply, notices],
  );
  useEffect(() => {
    call('settings:get').then(apply, (error: unknown) => notices.error(TEXTS.settings.not_read, error));
  }, [apply, notices]);

  const value = useMemo(() => ({ settings, revision, save }), [settings, revision, save]);
  return <SettingsContext value={value}>{children}</SettingsContext>;
}

export function useSettings(): SettingsState {
  const state = useContext(SettingsContext);
  if (state === null) throw new TypeError('useSettings outside its provider');
  return state;
}
