// Prints everything that the GPUs of this machine report: `node example.js [LIBRARY]`, or example.ts from the sources.
import { eventReasonNames, type NvmlReading, openNvml, visibleDevices } from './index.ts';

const [library] = process.argv.slice(2);
const nvml = openNvml(library === undefined ? {} : { library });
const line = (name: string, text: string): unknown => console.log(`  ${name.padEnd(20)}${text}`);
/** A value with its unit, or the reason why there is none. */
const text = <T>({ value, problem }: NvmlReading<T>, unit: string, digits = 0): string =>
  problem ?? `${typeof value === 'number' ? value.toFixed(digits) : JSON.stringify(value)} ${unit}`.trim();

console.log(`driver ${nvml.driver_version}, NVML ${nvml.nvml_version}, CUDA ${nvml.cuda_driver_version}`);
for (const device of nvml.devices) {
  console.log(`GPU ${device.index}: ${device.name} (${device.architecture ?? 'unknown architecture'})`);
  line('power, instant', text(device.powerInstant(), 'W', 1));
  line('power, 1 s average', text(device.powerAverage(), 'W', 1));
  line('power of the module', text(device.powerField({ averaged: false, scope: 'module' })(), 'W', 1));
  line('energy', text(device.totalEnergyConsumption(), 'J', 3));
  line('limit in force', text(device.enforcedPowerLimit(), 'W'));
  line('temperature', text(device.temperature(), '°C'));
  line('memory temperature', text(device.memoryTemp(), '°C'));
  const { value: rates, problem } = device.utilizationRates();
  line('utilization', problem ?? `${rates.gpu_pct} %`);
  line('performance state', text(device.performanceState(), ''));
  const reasons = device.currentClocksEventReasons();
  line('clocks held by', reasons.problem ?? (eventReasonNames(reasons.value).join(', ') || 'nothing'));

  const samples = device.totalPowerSamples(0);
  line('driver’s samples', samples.problem ?? `${samples.value.length}`);

  const shares = new Map(device.processUtilization(0).value?.map(({ pid, sm_pct }) => [pid, sm_pct]));
  for (const { pid, used_gpu_memory_b: used_b } of device.computeRunningProcesses().value ?? []) {
    const memory = used_b === null ? 'unknown memory' : `${(used_b / 2 ** 20).toFixed(0)} MiB`;
    const share = shares.has(pid) ? `${shares.get(pid)} %` : 'unknown share';
    line(`process ${pid}`, `${nvml.processName(pid) ?? 'unknown name'}, ${memory}, ${share}`);
  }
}

const { CUDA_VISIBLE_DEVICES: variable, CUDA_DEVICE_ORDER: order } = process.env;
const visible = visibleDevices({ variable, order, devices: nvml.devices });
console.log(
  visible.kind === 'known'
    ? `CUDA sees: ${visible.indices.join(', ') || 'none'}`
    : `CUDA sees: not known, as ${visible.reason}`,
);
nvml.close();
