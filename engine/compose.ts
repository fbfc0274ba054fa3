// Finds what an installation came with, for the window and the terminal alike: worker, trainer, data set, settings.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings } from '../core/settings.ts';
import { readEnvironment } from '../native/environment.ts';
import type { EngineParts } from './parts.ts';

const TRAINER = process.platform === 'win32' ? 'wattproof-trainer.exe' : 'wattproof-trainer';
const COLLECTOR = 'libwattproof-collector.so';
const DATASET = 'fashion-mnist';

export interface Composition {
  /** The `dist` folder the running bundle lies in: of the checkout, or inside the installed app's archive. */
  readonly dist_dir: string;
  readonly app_version: string;
  readonly settings: Settings;
}

/** A trainer named by WATTPROOF_TRAINER goes before the one that came with the app. */
export function composeParts({ dist_dir, app_version, settings }: Composition): EngineParts {
  const env = readEnvironment();
  const archive = dirname(dist_dir);
  const installed = archive.endsWith('.asar');
  const extras_dir = installed ? dirname(archive) : dist_dir;
  const dataset_dir = installed ? join(extras_dir, DATASET) : join(archive, '.cache', DATASET);
  const collector_path = join(extras_dir, 'collector', COLLECTOR);
  return {
    env,
    worker_url: pathToFileURL(join(dist_dir, 'sampler-worker.js')),
    trainer_path: env.trainer ?? join(extras_dir, 'trainer', TRAINER),
    collector_path: existsSync(collector_path) ? collector_path : null,
    dataset_dir: existsSync(dataset_dir) ? dataset_dir : null,
    app_version,
    settings,
  };
}
