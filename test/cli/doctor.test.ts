// The doctor with sensors to watch, as text and as a document; and the audit of the meter itself.
import { afterEach, expect, test } from 'vitest';
import { fakeNvml } from '../fixtures/nvml/build-fake-nvml.ts';
import { makePowercap } from '../fixtures/powercap/make-powercap.ts';
import { call } from './wattproof.ts';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one();
});

/** A GPU refreshed every 50 ms and a package that counts all the time. */
function machine(): Record<string, string> {
  const nvml = fakeNvml({ update_ms: 50, wave_mw: 20_000, wave_period_s: 3 });
  const powercap = makePowercap();
  const timer = setInterval(() => powercap.advance('intel-rapl:0', 0.1), 20);
  undo.push(
    () => nvml.remove(),
    () => powercap.remove(),
    () => clearInterval(timer),
  );
  return { WATTPROOF_NVML_LIBRARY: nvml.library, WATTPROOF_POWERCAP_ROOT: powercap.root };
}

test('the update period of a sensor is the one seen, and a reading has a duration', async () => {
  const said = await call({ args: ['doctor', '--probe-seconds', '2', '--json'], env: machine() });
  const { sources } = JSON.parse(said.stdout) as {
    sources: { id: string; update_period_s: number; probe: { changes: number; read_p50_s: number } | null }[];
  };
  const gpu = sources.find(({ id }) => id.startsWith('nvml:') && !id.includes('/'));
  expect(gpu?.update_period_s).toBeGreaterThan(0.03);
  expect(gpu?.update_period_s).toBeLessThan(0.08);
  expect(gpu?.probe?.changes).toBeGreaterThan(10);
  expect(gpu?.probe?.read_p50_s).toBeGreaterThan(0);
  expect(sources.find(({ id }) => id === 'rapl:package-0')?.probe?.changes).toBeGreaterThan(10);
  expect(sources.find(({ id }) => id === 'model:ram')?.probe ?? null).toBeNull();
});

test('in words the period says whether it was probed, and unprobed it is the stated one', async () => {
  const env = machine();
  const probed = await call({ args: ['doctor', '--probe-seconds', '2'], env });
  expect(probed.code).toBe(0);
  expect(probed.stdout).toMatch(/rapl:package-0 .*\(probed\)/);
  expect(probed.stdout).toMatch(/dram.*too rarely to find its period/s);
  const unprobed = await call({ args: ['doctor', '--no-probe'], env });
  expect(unprobed.stdout).not.toContain('(probed)');
  expect(unprobed.stdout).toMatch(/rapl:package-0 .*1(\.0)? ms \(stated\)/);
});

test('the self-audit runs the trainer with and without the meter and gives an interval', async () => {
  const said = await call({ args: ['doctor', '--self-audit', '--rounds', '3', '--json'] });
  expect(said.code).toBe(0);
  const audit = JSON.parse(said.stdout);
  expect(audit.pairs).toHaveLength(3);
  for (const { monitored_s, unmonitored_s } of audit.pairs) {
    expect(monitored_s).toBeGreaterThan(0.1);
    expect(unmonitored_s).toBeGreaterThan(0.1);
  }
  expect(audit.slowdown_ci_pct[0]).toBeLessThan(audit.slowdown_pct);
  expect(audit.slowdown_ci_pct[1]).toBeGreaterThan(audit.slowdown_pct);
  expect(audit.energy_diff_j).toBeNull();
  expect(audit.why_no_energy).toMatch(/no energy counter/);
  expect(said.stderr).toContain('leave the machine alone');
}, 120_000);

test.each([
  [['doctor', '--self-audit', '--rounds', '1'], /--rounds expects a number from 3 to 100, got 1/],
  [['doctor', '--self-audit', '--rounds', '3.5'], /whole number/],
  [['doctor', '--probe-seconds', 'long'], /--probe-seconds expects a number from 1 to 60/],
  [['doctor', '--self-audit', '--hz', '5000'], /--hz expects a number from 1 to 100/],
])('%j is refused in one line', async (args, message) => {
  const said = await call({ args });
  expect(said.code).toBe(2);
  expect(said.stderr.trim().split('\n')).toHaveLength(1);
  expect(said.stderr).toMatch(message);
});

test('a permission that cannot be arranged here says why and changes nothing', async () => {
  // The stand-in folder is not the kernel's, so a rule could not grant access to anything.
  const said = await call({ args: ['doctor', '--fix'] });
  expect(said.code).not.toBe(0);
  expect(said.stderr.trim().split('\n')).toHaveLength(1);
});
