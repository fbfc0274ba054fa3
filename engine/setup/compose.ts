// Finds the parts of an installation for both window and terminal: worker, trainer, data set, settings.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AuditError } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import { readEnvironment } from '../../native/environment.ts';
import type { Log } from './log.ts';
import type { EngineParts } from './parts.ts';

const TRAINER = process.platform === 'win32' ? 'wattproof-trainer.exe' : 'wattproof-trainer';
const COLLECTOR = 'libwattproof-collector.so';
const DATASET = 'fashion-mnist';

/** Adapters that train with a framework, by the name given to `--trainer`. */
const ADAPTERS: Readonly<Record<string, string>> = { pytorch: 'pytorch.py', keras: 'keras_tensorflow.py' };

export interface Composition {
  /** The `dist` folder of the running bundle, in the checkout or inside the installed app's archive. */
  readonly dist_dir: string;
  readonly app_version: string;
  readonly settings: Settings;
  readonly log: Log;
  /** `pytorch`, `keras` or the path of a program that speaks the trainer's protocol. */
  readonly trainer?: string | undefined;
}

/** A requested trainer takes precedence over WATTPROOF_TRAINER, which takes precedence over the bundled one. */
export function composeParts({ dist_dir, app_version, settings, log, trainer }: Composition): EngineParts {
  const env = readEnvironment();
  const archive = dirname(dist_dir);
  // The window runs from the archive, the terminal program from the folder unpacked beside it.
  const installed = /\.asar(\.unpacked)?$/.test(archive);
  const extras_dir = installed ? dirname(archive) : dist_dir;
  const dataset_dir = installed ? join(extras_dir, DATASET) : join(archive, '.cache', DATASET);
  const adapters_dir = installed
    ? join(extras_dir, 'adapters')
    : join(archive, 'native', 'trainer', 'adapters');
  const asked = trainer === undefined ? env.trainer : trainerNamed(trainer, adapters_dir);
  const collector_path = join(extras_dir, 'collector', COLLECTOR);
  return {
    env,
    worker_url: pathToFileURL(join(dist_dir, 'sampler-worker.js')),
    trainer_path: asked ?? join(extras_dir, 'trainer', TRAINER),
    collector_path: existsSync(collector_path) ? collector_path : null,
    dataset_dir: existsSync(dataset_dir) ? dataset_dir : null,
    app_version,
    settings,
    log,
    sample_hz: settings.sample_hz,
    ...(settings.counter_hz === null ? {} : { counter_hz: settings.counter_hz }),
  };
}

/** @throws AuditError `usage` for an adapter on Windows, which cannot start a script directly. */
function trainerNamed(trainer: string, adapters_dir: string): string {
  const adapter = Object.hasOwn(ADAPTERS, trainer) ? ADAPTERS[trainer] : undefined;
  if (adapter === undefined) return resolve(trainer);
  const path = join(adapters_dir, adapter);
  if (process.platform === 'win32')
    throw new AuditError(
      'usage',
      `Windows cannot start a Python script directly; write a program that runs python ${path} and pass it with --trainer`,
    );
  return path;
}
