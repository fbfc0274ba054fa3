// The overrides and the platform's defaults, without touching the machine.
import { expect, test } from 'vitest';
import { readEnvironment } from '../../native/environment.ts';

test('the defaults are the places of the kernel and of the platform', () => {
  const env = readEnvironment({ HOME: '/home/ada' }, 'linux');
  expect(env).toMatchObject({
    nvml_library: null,
    powercap_root: '/sys/class/powercap',
    event_source_root: '/sys/bus/event_source/devices',
    proc_root: '/proc',
    mark_root: '/',
    data_dir: '/home/ada/.local/share/wattproof',
    trainer: null,
  });
});

test('each platform keeps its data where it wants it', () => {
  expect(readEnvironment({ HOME: '/Users/ada' }, 'darwin').data_dir).toBe(
    '/Users/ada/Library/Application Support/wattproof',
  );
  expect(readEnvironment({ APPDATA: '/c/Roaming' }, 'win32').data_dir).toBe('/c/Roaming/wattproof');
  expect(readEnvironment({ HOME: '/h', XDG_DATA_HOME: '/x' }, 'linux').data_dir).toBe('/x/wattproof');
});

test('overrides win, and an empty one counts as unset', () => {
  const env = readEnvironment(
    {
      HOME: '/h',
      WATTPROOF_NVML_LIBRARY: '/lib/nvml.so',
      WATTPROOF_POWERCAP_ROOT: '/p',
      WATTPROOF_EVENT_SOURCE_ROOT: '/e',
      WATTPROOF_PROC_ROOT: '',
      WATTPROOF_DATA_DIR: '/d',
      WATTPROOF_TRAINER: '/t',
    },
    'linux',
  );
  expect(env).toMatchObject({
    nvml_library: '/lib/nvml.so',
    powercap_root: '/p',
    event_source_root: '/e',
    proc_root: '/proc',
    data_dir: '/d',
    trainer: '/t',
  });
});

test('it can be handed to a worker thread', () => {
  const env = readEnvironment();
  expect(structuredClone(env)).toEqual(env);
});
