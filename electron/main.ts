// Composes the app: one instance, one window, the engine's parts and the handlers that connect them.
import { url as inspectorUrl } from 'node:inspector';
import path from 'node:path';
import { app, type BrowserWindow, dialog, session } from 'electron';
import type { EventChannel, Events } from '../core/contract/ipc.ts';
import { DEFAULT_SETTINGS, type Settings } from '../core/settings.ts';
import { checkFolder } from '../engine/setup/check-folder.ts';
import { composeParts } from '../engine/setup/compose.ts';
import { crashFolder } from '../engine/setup/log.ts';
import { loadSettings, saveSettings } from '../engine/setup/settings-file.ts';
import { studiesDir } from '../engine/setup/study-paths.ts';
import { APP_VERSION } from '../engine/setup/version.ts';
import { StudyReader } from '../engine/study-reader/client.ts';
import { readEnvironment } from '../native/environment.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { guardClosing } from './close-guard.ts';
import type { AppContext } from './context.ts';
import { offerContextMenu, spellingOff } from './context-menu.ts';
import { catchCrashes, keepCrashReports, showLog, watchPage } from './crashes.ts';
import { dataPaths } from './data-paths.ts';
import { saveDiagnosis } from './diagnosis.ts';
import { handleApp } from './handlers/app.ts';
import { handleCarbon } from './handlers/carbon.ts';
import { handleData } from './handlers/data.ts';
import { handleDesign } from './handlers/design.ts';
import { handleFigure } from './handlers/figure.ts';
import { handleLive } from './handlers/live.ts';
import { handleMachine } from './handlers/machine.ts';
import { handleReport } from './handlers/report.ts';
import { handleSettings } from './handlers/settings.ts';
import { handleStudiesFolder } from './handlers/studies-folder.ts';
import { handleStudy } from './handlers/study.ts';
import { handleSweep } from './handlers/sweep.ts';
import { studyHandles } from './handles.ts';
import { log } from './log.ts';
import { setMenu } from './menu.ts';
import { openStudiesFolder } from './open-folder.ts';
import { openedStudies } from './opened-studies.ts';
import { readerProcess } from './reader-process.ts';
import { STUDY_EXTENSION } from './recent-studies.ts';
import { createSweepRoom } from './sweep-room.ts';
import { sweepSigns } from './sweep-signs.ts';
import { hardenContents, openWindow, refusePermissions } from './window.ts';

const env = readEnvironment();
/** This file is bundled to `dist/electron/main.js`. */
const bundle_dir = import.meta.dirname;
const dist_dir = path.dirname(bundle_dir);
const usual_dir = studiesDir(env.data_dir, DEFAULT_SETTINGS);
/** Inside the data folder, so that two data folders are two apps and never share a lock. */
const window_dir = path.join(env.data_dir, 'window');

let window: BrowserWindow | null = null;
let settings: Settings = DEFAULT_SETTINGS;
let open_study = studyIn(process.argv);

/** True when a release is started for a debugger of its pages; only a build for tests has an inspector. */
const isDebugged = (): boolean =>
  app.isPackaged &&
  inspectorUrl() === undefined &&
  ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name));

/** The first argument that names a study. */
function studyIn(argv: readonly string[]): string | null {
  const named = argv.slice(1).find((argument) => argument.endsWith(STUDY_EXTENSION));
  return named === undefined ? null : path.resolve(named);
}

function emit<C extends EventChannel>(channel: C, event: Events[C]): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send(channel, event);
}

const openWindowOrNull = (): BrowserWindow | null =>
  window === null || window.isDestroyed() ? null : window;

const studies = studyHandles();
const sweep = createSweepRoom(emit, sweepSigns(openWindowOrNull), studies);

const parts = () => composeParts({ dist_dir, app_version: APP_VERSION, settings, log });

const context: AppContext = {
  parts,
  settings: () => settings,
  async keepSettings(next) {
    if (next.studies_dir !== null) await checkFolder(next.studies_dir);
    await saveSettings(env.data_dir, next);
    settings = next;
  },
  window() {
    if (window === null || window.isDestroyed()) throw new Error('the window is closed');
    return window;
  },
  emit,
  studies,
  sweep,
  reader: new StudyReader(readerProcess(path.join(dist_dir, 'study-reader.js')), log),
  data: dataPaths(parts().dataset_dir),
  studiesDir: () => studiesDir(env.data_dir, settings),
  folders: new Set(),
  usual_dir,
  opened: openedStudies(path.join(window_dir, 'opened.json'), () => [usual_dir, context.studiesDir()]),
  takeOpenStudy() {
    const study = open_study;
    open_study = null;
    return study === null ? null : studies.hand(study);
  },
};

function about(): void {
  if (window === null) return;
  void dialog.showMessageBox(window, {
    type: 'info',
    title: 'About Wattproof',
    message: `Wattproof ${APP_VERSION}`,
    detail: `Audits what a training run costs in energy and carbon.\n\nStudies: ${context.studiesDir()}\nElectron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
  });
}

function start(): void {
  log.info(
    `Wattproof ${APP_VERSION}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`,
  );
  let trouble: string | null = null;
  settings = loadSettings(env.data_dir, (line) => {
    trouble = line;
    log.info(line);
  });
  refusePermissions(session.defaultSession);
  spellingOff(session.defaultSession);
  serveApp(path.join(dist_dir, 'renderer'));
  handleApp(context);
  handleMachine(context);
  const stopLive = handleLive(context);
  handleDesign(context);
  handleSweep(context, stopLive);
  handleStudy(context);
  handleData(context);
  handleFigure(context);
  handleReport(context);
  handleSettings(context);
  handleStudiesFolder(context);
  handleCarbon();
  setMenu({
    send: (command) => emit('app:command', command),
    about,
    openFolder: () => {
      openStudiesFolder(context.studiesDir()).catch((error: unknown) =>
        log.error('the studies folder', error),
      );
    },
    showLog,
    saveDiagnosis() {
      if (window !== null) void saveDiagnosis(window, context.parts());
    },
    is_mac: process.platform === 'darwin',
    has_tools: !app.isPackaged,
  });
  window = openWindow({
    preload: path.join(bundle_dir, 'preload.cjs'),
    state_file: path.join(app.getPath('userData'), 'window.json'),
  });
  if (trouble !== null)
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: 'Your settings were reset',
      detail: trouble,
    });
  watchPage(window);
  offerContextMenu(window);
  guardClosing(window, sweep);
  window.on('closed', () => {
    window = null;
    void stopLive();
  });
}

/** Brings the window to the front and opens the study that a second start named. */
function onSecondInstance(_event: unknown, argv: string[]): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.focus();
  const study = studyIn(argv);
  if (study !== null) emit('app:command', { command: 'open_study', study: studies.hand(study) });
}

if (isDebugged()) app.exit(1);
keepCrashReports(crashFolder(env.data_dir));
catchCrashes(openWindowOrNull);
registerAppScheme();
app.setPath('userData', window_dir);
if (app.requestSingleInstanceLock()) {
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('second-instance', onSecondInstance);
  app.on('open-file', (event, file) => {
    event.preventDefault();
    open_study = file;
    emit('app:command', { command: 'open_study', study: studies.hand(file) });
  });
  // The app ends with its one window, on every platform.
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => context.reader.close());
  void app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log.error('the start', error);
      dialog.showErrorBox('Wattproof could not start', String(error));
      app.exit(1);
    });
} else {
  app.quit();
}
