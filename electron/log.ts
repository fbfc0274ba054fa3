// The main process' log.
import { openLog } from '../engine/setup/log.ts';
import { readEnvironment } from '../native/environment.ts';

export const log = openLog(readEnvironment().data_dir, 'window');
