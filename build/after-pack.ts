// Runs after electron-builder has unpacked the app: sets the fuses, and on Linux puts the launcher in front of the
// window's program, so that `wattproof doctor` works from a deb, an AppImage or a plain folder alike.
import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { fusesOf } from './fuses.ts';

const RESOURCES = path.join(import.meta.dirname, 'resources');

/** Set for a build that tests drive; never for a release. */
const for_trial = process.env['WATTPROOF_TRIAL_BUILD'] === '1';

export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { packager, appOutDir, electronPlatformName } = context;
  await packager.addElectronFuses(context, fusesOf(for_trial));
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  if (electronPlatformName === 'win32')
    copyFileSync(path.join(RESOURCES, 'wattproof.cmd'), path.join(appOutDir, 'resources', 'wattproof.cmd'));
  if (electronPlatformName !== 'linux') return;
  const launcher = path.join(appOutDir, 'wattproof');
  renameSync(launcher, path.join(appOutDir, 'wattproof-app'));
  copyFileSync(path.join(RESOURCES, 'wattproof.sh'), launcher);
  chmodSync(launcher, 0o755);
}
