// The names of the contract's channels, for the preload script. A sandboxed preload cannot load the contract's schemas,
// so the bundler runs this file and substitutes the names (build/channel-names.ts).
import { DROP, EVENTS, REQUESTS } from '../core/contract/ipc.ts';

export const REQUEST_CHANNELS: readonly string[] = Object.keys(REQUESTS);
export const EVENT_CHANNELS: readonly string[] = Object.keys(EVENTS);
export const DROP_CHANNEL: string = DROP.channel;
