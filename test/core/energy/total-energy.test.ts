// The total adds each summable part once, and names what it leaves out.
import { expect, test } from 'vitest';
import type { SourceEnergy } from '../../../core/energy/source-energy.ts';
import { ALWAYS_LEFT_OUT, totalEnergy } from '../../../core/energy/total-energy.ts';

const part = (given: Partial<SourceEnergy>): SourceEnergy => ({
  id: 'x',
  device: 'some CPU',
  domain: 'package',
  kind: 'measured',
  method: 'RAPL powercap',
  energy_j: 100,
  ci: [90, 110],
  net_j: null,
  net_ci: null,
  counter_j: null,
  integral_j: null,
  average_j: null,
  gap_s: 0,
  flags: [],
  ...given,
});
const gpu = part({
  id: 'nvml:0',
  device: 'some GPU',
  domain: 'gpu',
  method: 'NVML',
  energy_j: 500,
  ci: [460, 540],
});
const cpu = part({ id: 'rapl:package-0', energy_j: 200, ci: [170, 230] });
const dram = part({ id: 'rapl:dram-0', domain: 'dram', energy_j: 30, ci: [30, 30] });

test('GPU, package and DRAM add; half-widths in quadrature', () => {
  const total = totalEnergy([gpu, cpu, dram]);
  expect(total.energy_j).toBe(730);
  expect(total.ci).toEqual([680, 780]);
  expect(total.domains).toEqual(['gpu (measured)', 'package (measured)', 'dram (measured)']);
  expect(total.leaves_out).toEqual([ALWAYS_LEFT_OUT]);
});

test('core, uncore and psys are never added', () => {
  const inner = (['core', 'uncore', 'psys'] as const).map((domain) =>
    part({ id: domain, domain, energy_j: 1e6 }),
  );
  expect(totalEnergy([cpu, ...inner]).energy_j).toBe(200);
});

test('a second witness of a part is not a part', () => {
  const witness = part({ ...gpu, id: 'nvml:0/average', check_of: 'nvml:0', energy_j: 510 });
  expect(totalEnergy([gpu, witness, cpu, dram])).toEqual(totalEnergy([gpu, cpu, dram]));
  // nor does it stand in for the one it checks
  expect(totalEnergy([{ ...gpu, energy_j: null, ci: null }, witness, cpu, dram]).energy_j).toBe(230);
});

test('two sockets and two equal GPUs count each', () => {
  expect(totalEnergy([cpu, { ...cpu, id: 'rapl:package-1' }, gpu, { ...gpu, id: 'nvml:1' }]).energy_j).toBe(
    1400,
  );
});

test('a measured source replaces a modelled one of the same thing', () => {
  const model = part({ id: 'model:cpu', kind: 'modelled', method: 'TDP x utilisation', energy_j: 999 });
  const other = part({
    id: 'model:gpu',
    domain: 'gpu',
    device: 'another GPU',
    kind: 'modelled',
    energy_j: 7,
  });
  expect(totalEnergy([model, cpu]).energy_j).toBe(200);
  expect(totalEnergy([gpu, other]).energy_j).toBe(507);
});

test('a model stands in for a measured source that gave nothing, and it is said', () => {
  const model = part({ id: 'model:cpu', kind: 'modelled', method: 'TDP x utilisation', energy_j: 150 });
  const total = totalEnergy([{ ...cpu, energy_j: null, ci: null }, model, dram, gpu]);
  expect(total.energy_j).toBe(680);
  expect(total.domains).toContain('package (modelled)');
  expect(total.leaves_out).toEqual([ALWAYS_LEFT_OUT]);
});

test('a missing part makes the total cover less, never 0', () => {
  const total = totalEnergy([{ ...gpu, energy_j: null, ci: null, flags: ['device_lost'] }, cpu, dram]);
  expect(total.energy_j).toBe(230);
  expect(total.domains).toEqual(['package (measured)', 'dram (measured)']);
  expect(total.leaves_out).toEqual(['GPU some GPU (device_lost)', ALWAYS_LEFT_OUT]);
});

test('what has no source is named, with the reason where the caller knows it', () => {
  expect(totalEnergy([cpu], ['GPU (no NVIDIA driver found)']).leaves_out).toEqual([
    'memory (no source)',
    'GPU (no NVIDIA driver found)',
    ALWAYS_LEFT_OUT,
  ]);
});

test('no part at all is null', () => {
  expect(totalEnergy([])).toMatchObject({ energy_j: null, ci: null, domains: [] });
});

test('parts of one model share their error, so they add linearly', () => {
  const model = part({ kind: 'modelled', method: 'TDP x utilisation', energy_j: 100, ci: [70, 130] });
  const total = totalEnergy([
    { ...model, id: 'model:cpu-0' },
    { ...model, id: 'model:cpu-1' },
    part({
      id: 'model:ram',
      domain: 'dram',
      kind: 'modelled',
      method: 'W per GB',
      energy_j: 100,
      ci: [20, 180],
    }),
  ]);
  expect(total.energy_j).toBe(300);
  expect(total.ci).toEqual([200, 400]);
});

test('one part without an interval leaves the total without one', () => {
  expect(totalEnergy([gpu, { ...cpu, ci: null }]).ci).toBeNull();
});
