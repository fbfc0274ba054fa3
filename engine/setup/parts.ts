// The parts the engine gets from its composer (window or terminal); it looks up nothing itself.
import type { Settings } from '../../core/settings.ts';
import type { Environment } from '../../native/environment.ts';
import type { Log } from './log.ts';

export interface EngineParts {
  readonly env: Environment;
  /** The sampler worker's entry: a bundle when installed, the source in tests. */
  readonly worker_url: URL;
  readonly trainer_path: string;
  /** The library that waits and reads for the sampler (native/collector); without it (null) the sampler does so itself. */
  readonly collector_path: string | null;
  /** Folder of the IDX files that came with the app; null without one. */
  readonly dataset_dir: string | null;
  readonly app_version: string;
  readonly settings: Settings;
  /** Log for unexpected failures. */
  readonly log: Log;
  /** Samples per second of the power sources, up to 100; default 10. */
  readonly sample_hz?: number;
  /** Samples per second of the RAPL counters, up to 1000; default: same as the others. */
  readonly counter_hz?: number;
  /** Seconds without output before a trainer counts as hung; default 120. */
  readonly trainer_silence_s?: number;
}
