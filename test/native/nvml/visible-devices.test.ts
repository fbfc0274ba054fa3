// CUDA_VISIBLE_DEVICES, told apart as CUDA does: indices, UUIDs, what ends a list, and what cannot be known.
import { type VisibleDevice, visibleDevices } from 'node-nvml';
import { expect, test } from 'vitest';

// NVML's order need not be that of the PCI addresses; CUDA's PCI order is 1, 0, 2 here.
const DEVICES: VisibleDevice[] = [
  { index: 0, name: 'A', uuid: 'GPU-11112222-aaaa', pci_bus_id: '00000000:41:00.0' },
  { index: 1, name: 'A', uuid: 'GPU-11113333-bbbb', pci_bus_id: '00000000:01:00.0' },
  { index: 2, name: 'A', uuid: 'GPU-99998888-cccc', pci_bus_id: '00000000:C1:00.0' },
];
const MIXED = DEVICES.map((device, i) => (i === 2 ? { ...device, name: 'B' } : device));
const SPLIT = DEVICES.map((device, i) => (i === 2 ? { ...device, mig_on: true } : device));

const ask = (variable: string | undefined, devices = DEVICES, order: string | null = 'PCI_BUS_ID') =>
  visibleDevices({ variable, order, devices });

test.each([
  ['not set: all, in PCI order', undefined, [1, 0, 2]],
  ['empty: none', '', []],
  ['-1: none', '-1', []],
  ['one index', '1', [0]],
  ['the order of the list is that of CUDA', '2,0', [2, 1]],
  ['spaces', ' 2 , 0 ', [2, 1]],
  ['an index that is not there ends the list', '0,7,1', [1]],
  ['-1 ends the list', '1,-1,2', [0]],
  ['a word ends the list', '2,none,0', [2]],
  ['what follows the digits is ignored', '0gpu,1', [1, 0]],
  ['an index twice: none', '0,1,0', []],
  ['a UUID', 'GPU-99998888-cccc', [2]],
  ['the beginning of a UUID, in any case', 'gpu-9999', [2]],
  ['a beginning of two UUIDs ends the list', 'GPU-9999,GPU-1111', [2]],
  ['UUIDs in the list’s order', 'GPU-9999,GPU-11112', [2, 0]],
  ['an index among UUIDs ends the list', 'GPU-9999,0', [2]],
  ['a UUID among indices ends the list', '0,GPU-9999', [1]],
  ['one card by two beginnings: none', 'GPU-9,GPU-99', []],
  ['a UUID that is not there', 'GPU-5555', []],
])('%s', (_, variable, indices) => {
  expect(ask(variable)).toEqual({ kind: 'known', indices });
});

test('counted from the fastest, cards that differ cannot be told', () => {
  for (const order of [null, 'FASTEST_FIRST']) {
    const answer = ask('0', MIXED, order);
    expect(answer.kind).toBe('ambiguous');
    expect(answer).toMatchObject({ reason: expect.stringContaining('CUDA_DEVICE_ORDER=PCI_BUS_ID') });
  }
  expect(ask('0', MIXED, 'PCI_BUS_ID')).toEqual({ kind: 'known', indices: [1] });
});

test('nothing to count is not ambiguous: none, all, UUIDs, equal cards, one card', () => {
  expect(ask('-1', MIXED, null)).toEqual({ kind: 'known', indices: [] });
  expect(ask(undefined, MIXED, null)).toMatchObject({ kind: 'known' });
  expect(ask('GPU-9999', MIXED, null)).toEqual({ kind: 'known', indices: [2] });
  expect(ask('0', DEVICES, null)).toEqual({ kind: 'known', indices: [1] });
  expect(ask('0', MIXED.slice(2), null)).toEqual({ kind: 'known', indices: [2] });
});

test('an instance of a split card stands for its card', () => {
  expect(ask('MIG-GPU-99998888-cccc/1/0', SPLIT)).toEqual({ kind: 'known', indices: [2] });
  expect(ask('MIG-5c0ffee0', SPLIT)).toEqual({ kind: 'known', indices: [2] });
  expect(ask('MIG-5c0ffee0', DEVICES)).toEqual({ kind: 'known', indices: [] });
  const two = SPLIT.map((device) => ({ ...device, mig_on: true }));
  expect(ask('MIG-5c0ffee0', two)).toMatchObject({ kind: 'ambiguous' });
  expect(ask('MIG-GPU-99998888-cccc/1/0', two)).toEqual({ kind: 'known', indices: [2] });
});

test('without PCI addresses NVML’s own order is all there is', () => {
  const bare = DEVICES.map((device) => ({ ...device, pci_bus_id: null }));
  expect(ask('1', bare)).toEqual({ kind: 'known', indices: [1] });
});
