import { describe, expect, test } from 'vitest';
import { machineChanges } from '../../../core/machine/changes.ts';
import { factsOfMachine, MachineFacts } from '../../../core/machine/facts.ts';

const GPU = { name: 'RTX 4090', uuid: 'GPU-1', driver: '550.54', memory_b: 24e9, power_limit_w: 450 };
const FACTS: MachineFacts = {
  machine: {
    hostname_hash: 'abc',
    os: 'Debian 13',
    kernel: '6.12.1',
    arch: 'x64',
    cpu_model: 'EPYC 9654',
    cpu_physical_cores: 96,
    cpu_threads: 192,
    cpu_governor: 'performance',
    memory_b: 64e9,
    gpus: [GPU],
    virtualisation: null,
    app_version: '0.1.0',
    node_version: '24.1.0',
  },
  trainer: { name: 'wattproof-trainer', protocol: 1, sha256: 'aa' },
  data_sha256: 'dd',
  sources: [
    { id: 'rapl:package-0', method: 'RAPL powercap' },
    { id: 'nvml:GPU-1', method: 'NVML energy counter' },
  ],
  sample_hz: 10,
  counter_hz: null,
};
const machine = (changes: Partial<MachineFacts['machine']>): MachineFacts => ({
  ...FACTS,
  machine: { ...FACTS.machine, ...changes },
});
const gpu = (changes: Partial<typeof GPU>): MachineFacts => machine({ gpus: [{ ...GPU, ...changes }] });

test('nothing changed', () => {
  expect(machineChanges(FACTS, FACTS)).toEqual([]);
});

describe('refused', () => {
  test.each<[string, MachineFacts, RegExp]>([
    ['another processor', machine({ cpu_model: 'Xeon 6' }), /the processor was EPYC 9654, now Xeon 6/],
    ['another architecture', machine({ arch: 'arm64' }), /architecture was x64, now arm64/],
    [
      'another card of the same name',
      gpu({ uuid: 'GPU-2' }),
      /the GPUs were RTX 4090 \(GPU-1\), now RTX 4090 \(GPU-2\)/,
    ],
    ['a card that is gone', machine({ gpus: [] }), /now none/],
    [
      'a source that is gone',
      {
        ...FACTS,
        sources: [
          { id: 'rapl:package-0', method: 'RAPL powercap' },
          { id: 'model:ram', method: 'm' },
        ],
      },
      /no longer be read from nvml:GPU-1, but from model:ram/,
    ],
    [
      'another trainer',
      { ...FACTS, trainer: { name: 'pytorch.py', protocol: 1, sha256: 'bb' } },
      /pytorch\.py/,
    ],
    [
      'another protocol',
      { ...FACTS, trainer: { name: 'wattproof-trainer', protocol: 2, sha256: 'aa' } },
      /protocol/,
    ],
  ])('%s', (_, now, words) => {
    const refused = machineChanges(FACTS, now).filter(({ weight }) => weight === 'refused');
    expect(refused.map(({ text }) => text).join()).toMatch(words);
  });
});

describe('said', () => {
  test.each<[string, MachineFacts, RegExp]>([
    ['another driver', gpu({ driver: '555.42' }), /the driver of RTX 4090 was 550\.54, now 555\.42/],
    ['another power limit', gpu({ power_limit_w: 300 }), /power limit of RTX 4090 in watts was 450, now 300/],
    ['another governor', machine({ cpu_governor: 'powersave' }), /governor was performance, now powersave/],
    ['half the memory', machine({ memory_b: 32e9 }), /the memory was 59\.6\sGiB, now 29\.8\sGiB/],
    [
      'another file of the trainer',
      { ...FACTS, trainer: { name: 'wattproof-trainer', protocol: 1, sha256: 'bb' } },
      /another version/,
    ],
    ['other data', { ...FACTS, data_sha256: 'ee' }, /data set are others/],
    [
      'a new source',
      { ...FACTS, sources: [...(FACTS.sources ?? []), { id: 'rapl:psys', method: 'x' }] },
      /also be read from rapl:psys/,
    ],
    ['another rate', { ...FACTS, sample_hz: 50 }, /readings per second was 10, now 50/],
  ])('%s', (_, now, words) => {
    const changes = machineChanges(FACTS, now);
    expect(changes.map(({ weight }) => weight)).toEqual(['said']);
    expect(changes[0]?.text).toMatch(words);
  });
});

test('kernel and versions are only noted, and the kernel’s own reserve of memory is no change', () => {
  const now = machine({ kernel: '6.13', app_version: '0.2.0', node_version: '26', memory_b: 63.9e9 });
  expect(machineChanges(FACTS, now).map(({ weight }) => weight)).toEqual(['noted', 'noted', 'noted']);
});

test('of a study before schema 7 only the machine is compared', () => {
  expect(machineChanges(factsOfMachine(FACTS.machine), { ...FACTS, data_sha256: 'x', sources: [] })).toEqual(
    [],
  );
});

test('facts are stored and read back as they are', () => {
  expect(MachineFacts.parse(JSON.parse(JSON.stringify(FACTS)))).toEqual(FACTS);
});
