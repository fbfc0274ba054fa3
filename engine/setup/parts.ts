// What the engine is handed by whoever composes it (window or terminal): it finds nothing by itself.
import type { Settings } from '../../core/settings.ts';
import type { Environment } from '../../native/environment.ts';
import type { Log } from './log.ts';

export interface EngineParts {
  readonly env: Environment;
  /** The sampler worker's entry: a bundle when installed, the source in tests. */
  readonly worker_url: URL;
  readonly trainer_path: string;
  /** The library that waits and reads for the sampler (native/collector); null where there is none: it then does so itself. */
  readonly collector_path: string | null;
  /** Folder of the IDX files that came with the app; null where there is none. */
  readonly dataset_dir: string | null;
  readonly app_version: string;
  readonly settings: Settings;
  /** Takes what fails unexpectedly. */
  readonly log: Log;
  /** Samples per second of the power sources, up to 100; default 10. */
  readonly sample_hz?: number;
  /** Of the RAPL counters, up to 1000; default: as the others. */
  readonly counter_hz?: number;
  /** Seconds of silence after which a trainer counts as hung; default 120. */
  readonly trainer_silence_s?: number;
}
