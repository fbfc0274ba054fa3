// Opens the one window and denies its page every right it does not need.
import { app, BrowserWindow, type Session, type WebContents } from 'electron';
import { APP_ORIGIN, APP_URL } from './app-protocol.ts';
import { keepWindowState, loadWindowState } from './window-state.ts';

/** Security settings of every page of the app. */
export const HARDENED = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  // A release has no developer tools.
  devTools: !app.isPackaged,
} as const;

/** Opens the window and shows it once it has content. `state_file` stores its place and size. */
export function openWindow(options: { preload: string; state_file: string; icon?: string }): BrowserWindow {
  const { maximised, ...bounds } = loadWindowState(options.state_file);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Wattproof',
    backgroundColor: '#ffffff',
    ...(options.icon === undefined ? {} : { icon: options.icon }),
    webPreferences: { ...HARDENED, preload: options.preload },
  });
  keepWindowState(window, options.state_file);
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  keepOnApp(window.webContents);
  void window.loadURL(APP_URL);
  return window;
}

/** A page that got away to `about:blank`, which asks no one, is brought back; the preload script refuses that already. */
function keepOnApp(page: WebContents): void {
  page.on('did-navigate', (_event, url) => {
    // Deferred, since Electron is still in the navigation.
    if (!isOfApp(url)) setImmediate(() => void page.loadURL(APP_URL));
  });
}

const isOfApp = (url: string): boolean => url.startsWith(`${APP_ORIGIN}/`);

/** Refuses navigation away from the app, new windows and embedded pages, whoever requests them. */
export function hardenContents(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void; url: string }): void => {
    if (!isOfApp(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // The app calls nobody: no address of the machine is told to a STUN server.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Permission to write plain text to the clipboard, for the Copy buttons. */
const ALLOWED = 'clipboard-sanitized-write';

/** Refuses every other permission: the app needs no camera, location or notifications. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === ALLOWED));
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED);
  session.setDevicePermissionHandler(() => false);
}
