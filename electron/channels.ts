// The channel names as plain data: the sandboxed preload may not carry the schemas of the contract with it.
import type { RequestChannel } from '../core/contract/ipc.ts';

export const REQUEST_CHANNELS = [
  'machine:inspect',
  'machine:watch',
  'machine:remedy-plan',
  'machine:remedy',
  'live:start',
  'live:stop',
  'design:quick',
  'design:preset',
  'design:open',
  'design:save',
  'design:forecast',
  'design:forecast-cancel',
  'sweep:start',
  'sweep:abort',
  'sweep:pause',
  'sweep:resume',
  'sweep:wall',
  'sweep:wall-readings',
  'sweep:current',
  'study:recent',
  'study:line',
  'study:choose',
  'study:open',
  'trial:open',
  'trial:exclude',
  'trial:include',
  'report:export',
  'figure:save',
  'report:show',
  'app:info',
  'data:choose',
  'settings:get',
  'settings:set',
  'studies:folder',
  'studies:choose-folder',
  'studies:show-folder',
  'carbon:regions',
] as const satisfies readonly RequestChannel[];

/** Does not compile when the contract has a channel that the list above forgot. */
const forgotten: Exclude<RequestChannel, (typeof REQUEST_CHANNELS)[number]>[] = [];
void (forgotten satisfies never[]);

export const EVENT_CHANNELS = [
  'live:samples',
  'design:forecast-progress',
  'sweep:progress',
  'sweep:ended',
  'app:command',
] as const;
