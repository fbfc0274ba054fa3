// What the stand-in cannot show: the real driver of a real card. Read-only; no setting of the card is touched.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Nvml, NvmlError, openNvml } from 'node-nvml';
import { afterAll, beforeEach, expect, test } from 'vitest';

let nvml: Nvml | null = null;
let why_not = '';
try {
  nvml = openNvml();
  if (nvml.devices.length === 0) why_not = 'the driver is there but shows no GPU';
} catch (error) {
  if (!(error instanceof NvmlError)) throw error;
  why_not = `no NVIDIA driver here (${error.code})`;
}
const [gpu] = nvml?.devices ?? [];

beforeEach((context) => {
  if (!gpu) context.skip(why_not);
});
afterAll(() => nvml?.close());

test('the card has a name, a UUID and a plausible power', () => {
  expect(gpu?.name).not.toBe('');
  expect(gpu?.uuid).toMatch(/^(GPU|MIG)-/);
  const { value, problem } = gpu?.power() ?? {};
  expect(problem).toBeNull();
  expect(value).toBeGreaterThan(1);
  expect(value).toBeLessThan(2000);
});

test('the energy counter, where there is one, moves by what the power says, within a factor of two', async () => {
  const before = gpu?.totalEnergy();
  if (before?.value === null) return expect(before.problem).toBe('not_supported');
  const [t_begin_ns, power_w] = [process.hrtime.bigint(), gpu?.power().value ?? 0];
  await sleep(3000);
  const used_j = (gpu?.totalEnergy().value ?? 0) - (before?.value ?? 0);
  const expected_j = (power_w * Number(process.hrtime.bigint() - t_begin_ns)) / 1e9;
  expect(used_j).toBeGreaterThan(expected_j / 2);
  expect(used_j).toBeLessThan(expected_j * 2);
});
