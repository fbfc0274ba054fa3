// The native menu: the window's commands under the keys people expect.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { HELP_PAGES, HELP_TITLES } from '../core/contract/help-page.ts';
import type { AppCommand } from '../core/contract/ipc.ts';
import { SCREEN_NAMES, SCREENS } from '../core/contract/screens.ts';

/** Sets the application menu; `send` passes the chosen command to the window. */
export function setMenu(options: {
  send: (command: AppCommand) => void;
  about: () => void;
  openFolder: () => void;
  showLog: () => void;
  saveDiagnosis: () => void;
  is_mac: boolean;
  /** Developer tools, which a release does not have. */
  has_tools: boolean;
}): void {
  const { send } = options;
  const item = (label: string, command: AppCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(command),
  });
  const template: MenuItemConstructorOptions[] = [
    ...(options.is_mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('Open study…', { command: 'open_study', study: null }, 'CmdOrCtrl+O'),
        { type: 'separator' },
        item('Export report as HTML…', { command: 'export', format: 'html' }, 'CmdOrCtrl+E'),
        item('Export report as PDF…', { command: 'export', format: 'pdf' }, 'CmdOrCtrl+Shift+E'),
        { type: 'separator' },
        item('Settings…', { command: 'show', screen: 'settings' }, 'CmdOrCtrl+,'),
        { type: 'separator' },
        options.is_mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...SCREEN_NAMES.map((screen, i) =>
          item(SCREENS[screen].label, { command: 'show', screen }, `CmdOrCtrl+${i + 1}`),
        ),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(options.has_tools ? [{ role: 'toggleDevTools' } as const] : []),
      ],
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        item('Help on this screen', { command: 'help', page: null }, 'F1'),
        { type: 'separator' },
        ...HELP_PAGES.map((page) => item(HELP_TITLES[page], { command: 'help', page })),
        { type: 'separator' },
        { label: 'Open the studies folder', click: options.openFolder },
        { label: 'Show the log file', click: options.showLog },
        { label: 'Save a diagnosis for a bug report…', click: options.saveDiagnosis },
        { type: 'separator' },
        { label: 'About Wattproof', click: options.about },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
