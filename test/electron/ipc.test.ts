// The wrapper around every call: permitted senders, checked arguments, and the result of a failure.
import { beforeEach, expect, test, vi } from 'vitest';
import type { RequestChannel } from '../../core/contract/ipc.ts';
import { AuditError } from '../../core/errors.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';

const logged = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({ ipcMain: { handle: vi.fn() }, protocol: {} }));
vi.mock('../../electron/log.ts', () => ({ log: { error: logged } }));
const { answer, isTrusted } = await import('../../electron/ipc.ts');

type Event = Parameters<typeof isTrusted>[0];
const eventFrom = (url: string, place: 'top' | 'frame' | 'gone' = 'top'): Event => {
  const mainFrame = { url };
  const senderFrame = place === 'top' ? mainFrame : place === 'frame' ? { url } : null;
  return { sender: { mainFrame }, senderFrame } as unknown as Event;
};
const APP_PAGE = eventFrom('wattproof://app/index.html');

beforeEach(() => vi.restoreAllMocks());

test('only the top frame of our own page is trusted', () => {
  expect(isTrusted(APP_PAGE)).toBe(true);
  expect(isTrusted(eventFrom('wattproof://app/index.html', 'frame'))).toBe(false);
  expect(isTrusted(eventFrom('wattproof://app/index.html', 'gone'))).toBe(false);
  for (const url of [
    'https://example.org/',
    'file:///etc/passwd',
    'wattproof://application/',
    'wattproof://app.evil/x',
    'about:blank',
  ]) {
    expect(isTrusted(eventFrom(url)), url).toBe(false);
  }
});

test('a call from another page is refused before its handler runs', async () => {
  const handler = vi.fn();
  const result = await answer('settings:get', handler, eventFrom('https://example.org/'), []);
  expect(handler).not.toHaveBeenCalled();
  expect(result).toEqual({
    ok: false,
    error: { code: 'usage', message: 'settings:get was called from a page that is not part of the app' },
  });
});

test.each<[RequestChannel, readonly unknown[], string]>([
  ['study:open', [], 'nothing at all'],
  ['study:open', [{ study: '' }], 'an empty handle'],
  ['study:open', [{ study: 7 }], 'a number for a handle'],
  ['study:open', [{ study: '/home/ada/a.wattproof' }], 'a path for a handle'],
  ['study:open', [{ study: `report-${'A'.repeat(22)}` }], 'the handle of a report for that of a study'],
  ['report:export', [{ study: `study-${'A'.repeat(22)}`, format: 'exe' }], 'an unknown format'],
  ['settings:set', [{ ...DEFAULT_SETTINGS, pue: 0.5 }], 'a PUE below 1'],
  ['settings:get', ['extra'], 'an argument too many'],
  ['sweep:start', [{ name: 'x' }], 'half a design'],
  ['data:choose', ['anything'], 'an unknown kind'],
])('%s refuses %j: %s', async (channel, args) => {
  const handler = vi.fn();
  const result = await answer(channel, handler, APP_PAGE, [...args]);
  expect(handler).not.toHaveBeenCalled();
  expect(result).toMatchObject({ ok: false, error: { code: 'usage' } });
  expect(result.ok ? '' : result.error.message).toMatch(new RegExp(`^${channel}: .+`));
});

test('a valid call receives its parsed arguments and answers the value', async () => {
  const handler = vi.fn((settings: typeof DEFAULT_SETTINGS) => settings);
  const result = await answer('settings:set', handler, APP_PAGE, [{ pue: 1.5 }]);
  expect(handler).toHaveBeenCalledWith({ ...DEFAULT_SETTINGS, pue: 1.5 });
  expect(result).toEqual({ ok: true, value: { ...DEFAULT_SETTINGS, pue: 1.5 } });
});

test('the code of an expected failure survives, anything else is internal and logged', async () => {
  logged.mockClear();
  const refused = await answer(
    'sweep:abort',
    () => Promise.reject(new AuditError('trainer', 'it died')),
    APP_PAGE,
    [],
  );
  expect(refused).toEqual({ ok: false, error: { code: 'trainer', message: 'it died' } });
  expect(logged).not.toHaveBeenCalled();
  const broken = await answer(
    'sweep:abort',
    () => {
      throw new TypeError('x is\nnot a function');
    },
    APP_PAGE,
    [],
  );
  expect(broken).toEqual({ ok: false, error: { code: 'internal', message: 'x is not a function' } });
  expect(logged).toHaveBeenCalledExactlyOnceWith('sweep:abort', expect.any(TypeError));
});
