// Powercap first, perf events where it shows no package, a model where neither does: no part is measured twice. The
// fake PMU carries the type of the kernel's software clock, so that the product's own door opens a real event.
import { afterEach, expect, type TestContext, test } from 'vitest';
import { readEnvironment } from '../../../native/environment.ts';
import { closeMeters, openMeters } from '../../../native/meters.ts';
import { openEvent } from '../../../native/perf/open-event.ts';
import { type FakePmu, makePowerPmu } from '../../fixtures/perf/make-power-pmu.ts';
import { type FakePowercap, type FakeZone, makePowercap } from '../../fixtures/powercap/make-powercap.ts';

const SOFTWARE = 1;
const clock = (name: string) => ({ name, event: 'event=0x00' });
const NOWHERE = '/nowhere/at/all';

let meters: ReturnType<typeof openMeters>['meters'] = [];
const leftovers: (FakePmu | FakePowercap)[] = [];
afterEach(() => {
  closeMeters(meters);
  meters = [];
  for (const leftover of leftovers.splice(0)) leftover.remove();
});

function open(zones: readonly FakeZone[], events: string[], type = SOFTWARE) {
  const powercap = makePowercap(zones);
  const pmu = makePowerPmu({ type, events: events.map(clock) });
  leftovers.push(powercap, pmu);
  const opened = openMeters({
    ...readEnvironment({ HOME: NOWHERE }),
    nvml_library: `${NOWHERE}/libnvidia-ml.so.1`,
    powercap_root: powercap.root,
    event_source_root: pmu.root,
    cpu_root: pmu.cpu_root,
  });
  meters = opened.meters;
  return { ...opened, ids: meters.flatMap(({ sources }) => sources.map(({ id }) => id)) };
}

function needsPerf(context: TestContext): void {
  const event = openEvent(SOFTWARE, 0n, 0);
  if ('errno' in event) context.skip(`perf events are not permitted here (error number ${event.errno})`);
  else event.close();
}

const UNREADABLE: FakeZone = { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 'not a number' };
const PACKAGE: FakeZone = { folder: 'intel-rapl:0', name: 'package-0', energy_uj: 1 };

test('a readable package in powercap: perf events are not tried, not even for the memory', () => {
  const { ids, reports } = open([PACKAGE], ['energy-pkg', 'energy-ram']);
  expect(ids).toEqual(['rapl:package-0', 'model:ram']);
  expect(reports.filter(({ id }) => id.startsWith('perf'))).toEqual([]);
});

test('an unreadable package: perf events stand in for it and for the model', (context) => {
  needsPerf(context);
  const { ids, reports } = open([UNREADABLE], ['energy-pkg', 'energy-ram']);
  expect(ids).toEqual(['perf:package-0', 'perf:package-0/dram']);
  expect(reports.find(({ id }) => id === 'rapl:package-0')).toMatchObject({ available: false });
  const [reading] = meters.flatMap((meter) => meter.read());
  expect(reading).toEqual({ power_w: null, energy_j: expect.any(Number), flag: null });
});

test('what powercap does show is not measured again', (context) => {
  needsPerf(context);
  const dram: FakeZone = { folder: 'intel-rapl:0:0', name: 'dram', energy_uj: 1 };
  const { ids } = open([UNREADABLE, dram], ['energy-pkg', 'energy-ram']);
  expect(ids).toEqual(['rapl:package-0/dram', 'perf:package-0']);
});

test('neither: both refusals stay, and the models say what they are', () => {
  const { ids, reports } = open([UNREADABLE], ['energy-pkg'], 0x7fff_ffff);
  expect(ids).toEqual(['model:cpu', 'model:ram']);
  const refused = reports.filter(({ available }) => !available).map(({ id }) => id);
  expect(refused).toEqual(['nvml', 'rapl:package-0', 'perf:package-0']);
  const { reason } = reports.find(({ id }) => id === 'perf:package-0') ?? {};
  expect(reason).toMatch(/^(absent|not permitted)/);
});
