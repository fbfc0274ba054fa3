// How the main process tells the window something unasked.
import type { EventChannel, Events } from '../core/contract/ipc.ts';

export type Emit = <C extends EventChannel>(channel: C, event: Events[C]) => void;
