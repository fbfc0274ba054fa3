// The engine's parts for a test: a temporary data folder, and stand-ins for hardware that the machine may lack.
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { openLog } from '../../engine/setup/log.ts';
import type { EngineParts } from '../../engine/setup/parts.ts';
import { readEnvironment } from '../../native/environment.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The collector that set-up built, on Linux. */
const COLLECTOR = join(ROOT, 'dist', 'collector', 'libwattproof-collector.so');
/** The trainer that set-up built. */
const TRAINER = join(ROOT, 'dist', 'trainer', 'wattproof-trainer');

export interface TestParts {
  readonly variables?: Readonly<Record<string, string>>;
  readonly trainer_path?: string;
  /** Null: the sampler waits and reads itself. */
  readonly collector_path?: string | null;
  readonly sample_hz?: number;
  readonly counter_hz?: number;
  readonly trainer_silence_s?: number;
}

/** Without stand-ins only /proc of the machine is read, for the models. */
export function testParts({ variables = {}, trainer_path = TRAINER, ...rest }: TestParts = {}): EngineParts {
  const data_dir = mkdtempSync(join(tmpdir(), 'wattproof-engine-'));
  const env = readEnvironment({
    WATTPROOF_DATA_DIR: data_dir,
    WATTPROOF_POWERCAP_ROOT: join(data_dir, 'no-powercap'),
    WATTPROOF_EVENT_SOURCE_ROOT: join(data_dir, 'no-event-sources'),
    WATTPROOF_NVML_LIBRARY: join(data_dir, 'no-nvml.so'),
    ...variables,
  });
  return {
    env,
    worker_url: new URL('../../engine/sampling/sampler-worker.ts', import.meta.url),
    trainer_path,
    collector_path: existsSync(COLLECTOR) ? COLLECTOR : null,
    dataset_dir: null,
    app_version: '0.0.0-test',
    settings: DEFAULT_SETTINGS,
    log: openLog(data_dir, 'terminal'),
    ...rest,
  };
}
