// Simulated sources of each kind: their description for the product, and their true behaviour.
import type { EnergySource } from '../../../core/energy/method-energy.ts';
import type { Draw } from './random.ts';
import { source } from './series.ts';
import type { SensorModel } from './simulated-sensor.ts';

export interface Scenario {
  readonly source: EnergySource;
  /** The gain is drawn from the source's accuracy. */
  sensor(draw: Draw): Omit<SensorModel, 'gain'>;
}

const gpu: EnergySource = {
  ...source,
  domain: 'gpu',
  update_period_s: 0.1,
  window_s: 0.1,
  counter_unit_j: null,
};
const power: Omit<SensorModel, 'gain'> = {
  period_s: 0.1,
  window_s: 0.1,
  has_power: true,
  counter: null,
  counter_unit_j: 1e-3,
  hz: 100,
  made_when_read: false,
};

const RAPL_UNIT_J = 2 ** -14;
const rapl = (hz: number): Scenario => ({
  source: { ...source, update_period_s: 1e-3, counter_unit_j: RAPL_UNIT_J, counter_range_j: 262143 },
  sensor: () => ({
    ...power,
    period_s: 1e-3,
    has_power: false,
    counter: 'all',
    counter_unit_j: RAPL_UNIT_J,
    hz,
  }),
});
/** Refreshed every 20 to 100 ms, which the source does not say. */
const gpuCounter = (hz: number): Scenario => ({
  source: { ...gpu, counter_unit_j: 1e-3 },
  sensor: (draw) => ({ ...power, has_power: false, counter: 'all', period_s: draw.uniform(0.02, 0.1), hz }),
});
const instant = (hz: number): Scenario => ({ source: gpu, sensor: () => ({ ...power, hz }) });
const average = (hz: number): Scenario => ({
  source: { ...gpu, window_s: 1 },
  sensor: () => ({ ...power, window_s: 1, hz }),
});
const quarter = { ...gpu, window_s: 0.025, coverage: 0.25 };

export const SCENARIOS = {
  'RAPL at 10 Hz': rapl(10),
  'RAPL at 1 kHz': rapl(1000),
  'GPU counter, read at 100 Hz': gpuCounter(100),
  'GPU counter, read at 10 Hz': gpuCounter(10),
  'instant power, read at 100 Hz': instant(100),
  'instant power, read at 10 Hz': instant(10),
  '1 s average, read at 100 Hz': average(100),
  '1 s average, read at 10 Hz': average(10),
  'power that sees a quarter of the time': { source: quarter, sensor: () => ({ ...power, window_s: 0.025 }) },
  'counter that sees a quarter of the time': {
    source: { ...quarter, counter_unit_j: 1e-3 },
    sensor: () => ({ ...power, window_s: 0.025, counter: 'windows' }),
  },
  'power of an unknown window and period': {
    source: { ...gpu, window_s: null, update_period_s: null },
    sensor: (draw) => ({
      ...power,
      window_s: [0.01, 0.025, 0.1, 1][Math.floor(draw.uniform(0, 4))] as number,
      hz: 10,
    }),
  },
  'model of utilisation': {
    source: { ...gpu, kind: 'modelled', domain: 'package', accuracy_pct: 30 },
    sensor: () => ({ ...power, made_when_read: true, hz: 10 }),
  },
} as const satisfies Record<string, Scenario>;
