// Stands in for Electron where its handlers run without it: remembers the handlers, answers dialogs from a list, and
// reports what the system would have been asked to open.
type Handler = (event: unknown, ...args: unknown[]) => Promise<unknown>;

export const handlers = new Map<string, Handler>();
/** Paths that the system was asked to open or show. */
export const shown: string[] = [];
/** The next path that a dialog gives; null: the user cancels. */
export const dialogs: { next: string | null } = { next: null };

export const ipcMain = { handle: (channel: string, handler: Handler) => void handlers.set(channel, handler) };
export const dialog = {
  showOpenDialog: async () => ({
    canceled: dialogs.next === null,
    filePaths: dialogs.next === null ? [] : [dialogs.next],
  }),
  showSaveDialog: async () => ({ canceled: dialogs.next === null, filePath: dialogs.next ?? '' }),
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
};
export const shell = {
  openPath: async (path: string) => {
    shown.push(path);
    return '';
  },
  showItemInFolder: (path: string) => void shown.push(path),
};
export const app = { isPackaged: true, getPath: () => '/documents', getLocaleCountryCode: () => 'CY' };
export class BrowserWindow {}
export class Notification {}
export const [protocol, powerSaveBlocker, utilityProcess, session, screen, Menu] = [{}, {}, {}, {}, {}, {}];
