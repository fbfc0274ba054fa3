// Finds, relative to this bundle, what the engine has to be handed: worker, trainer, data set.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings } from '../core/settings.ts';
import type { EngineParts } from '../engine/parts.ts';
import type { Environment } from '../native/environment.ts';

export interface Places {
  /** Folder of the bundled main process. */
  readonly bundle_dir: string;
  /** Where an installed app keeps its extra files; null when run from a checkout. */
  readonly resources_dir: string | null;
}

const TRAINER = process.platform === 'win32' ? 'wattproof-trainer.exe' : 'wattproof-trainer';

/** The preload script and the built window beside the bundle. */
export const preloadPath = ({ bundle_dir }: Places): string => path.join(bundle_dir, 'preload.cjs');
export const rendererDir = ({ bundle_dir }: Places): string => path.join(bundle_dir, '..', 'renderer');

/** The engine's parts; a trainer that was named by the environment goes before the one that was built. */
export function engineParts(
  places: Places,
  env: Environment,
  app_version: string,
  settings: Settings,
): EngineParts {
  const extra = places.resources_dir ?? path.join(places.bundle_dir, '..');
  const dataset_dir = path.join(extra, 'dataset');
  return {
    env,
    worker_url: pathToFileURL(path.join(places.bundle_dir, 'sampler-worker.js')),
    trainer_path: env.trainer ?? path.join(extra, 'trainer', TRAINER),
    dataset_dir: existsSync(dataset_dir) ? dataset_dir : null,
    app_version,
    settings,
  };
}
