// The meter reads every GPU; a report says which of them CUDA programs of this session would not see.
import { afterEach, expect, test } from 'vitest';
import { openNvmlMeter } from '../../../native/gpu/nvml-meter.ts';
import { type FakeNvml, fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

let fake: FakeNvml;
afterEach(() => fake.remove());

function reasons(visible_devices: string | null, device_order: string | null = null) {
  fake = fakeNvml({ gpus: 2 });
  const { meter, reports } = openNvmlMeter(fake.library, { visible_devices, device_order });
  meter?.close();
  expect(meter?.sources.filter(({ domain }) => domain === 'gpu').length).toBeGreaterThanOrEqual(2);
  const main = reports.filter(({ id }) => /^nvml:GPU-fake-\d+$/.test(id));
  expect(main).toHaveLength(2);
  return main.map(({ reason }) => reason ?? '');
}
const HIDDEN = 'hidden from CUDA programs by CUDA_VISIBLE_DEVICES=';

test('not set: nothing is hidden and nothing said', () => {
  for (const reason of reasons(null)) expect(reason).not.toContain('CUDA');
});

test('one of two: the other one is measured all the same, and its row says so', () => {
  const [first, second] = reasons('1');
  expect(first).toContain(`${HIDDEN}1: the total includes its power`);
  expect(second).not.toContain('CUDA');
});

test('set and empty hides all', () => {
  for (const reason of reasons('')) expect(reason).toContain(HIDDEN);
});
