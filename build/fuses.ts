// What an installed Electron may do: the fuses in its executable, which nothing can set again without breaking its signature.
import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';

/** @param for_trial a build that tests drive through the inspector; never a release */
export const fusesOf = (for_trial: boolean): FuseConfig<boolean> => ({
  version: FuseVersion.V1,
  // The terminal program has a node of its own.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: for_trial,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
});
