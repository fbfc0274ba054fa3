// Runs after electron-builder has unpacked the app: sets the fuses, and on Linux puts the launcher in front of the
// window's program, so that `wattproof doctor` works from a deb, an AppImage or a plain folder alike.
import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { fusesOf } from './fuses.ts';

const ROOT = path.join(import.meta.dirname, '..');
const RESOURCES = path.join(import.meta.dirname, 'resources');

/** Set for a build that tests drive; never for a release. */
const for_trial = process.env['WATTPROOF_TRIAL_BUILD'] === '1';

export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { packager, appOutDir, electronPlatformName } = context;
  await packager.addElectronFuses(context, fusesOf(for_trial));
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  copyTerminalProgram(path.join(appOutDir, 'resources', 'app.asar.unpacked'));
  if (electronPlatformName === 'win32')
    copyFileSync(path.join(RESOURCES, 'wattproof.cmd'), path.join(appOutDir, 'resources', 'wattproof.cmd'));
  if (electronPlatformName !== 'linux') return;
  const launcher = path.join(appOutDir, 'wattproof');
  renameSync(launcher, path.join(appOutDir, 'wattproof-app'));
  copyFileSync(path.join(RESOURCES, 'wattproof.sh'), launcher);
  chmodSync(launcher, 0o755);
}

/** Beside the native modules: node cannot read the archive, and Electron may not run as node. */
function copyTerminalProgram(to: string): void {
  for (const file of ['package.json', 'dist/cli/main.js', 'dist/sampler-worker.js']) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    copyFileSync(path.join(ROOT, file), path.join(to, file));
  }
}
