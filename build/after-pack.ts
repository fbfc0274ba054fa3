// Runs after electron-builder has unpacked the app: sets the fuses, and on Linux puts the launcher in front of the
// window's program, so that `wattproof doctor` works from a deb, an AppImage or a plain folder alike.
import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';

const RESOURCES = path.join(import.meta.dirname, 'resources');

/** Set for a build that tests drive; never for a release. */
const for_trial = process.env['WATTPROOF_TRIAL_BUILD'] === '1';

const FUSES: FuseConfig<boolean> = {
  version: FuseVersion.V1,
  // The terminal program is the same executable, run as node.
  [FuseV1Options.RunAsNode]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: for_trial,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
};

export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { packager, appOutDir, electronPlatformName } = context;
  await packager.addElectronFuses(context, FUSES);
  rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true });
  if (electronPlatformName === 'win32')
    copyFileSync(path.join(RESOURCES, 'wattproof.cmd'), path.join(appOutDir, 'resources', 'wattproof.cmd'));
  if (electronPlatformName !== 'linux') return;
  const launcher = path.join(appOutDir, 'wattproof');
  renameSync(launcher, path.join(appOutDir, 'wattproof-app'));
  copyFileSync(path.join(RESOURCES, 'wattproof.sh'), launcher);
  chmodSync(launcher, 0o755);
}
