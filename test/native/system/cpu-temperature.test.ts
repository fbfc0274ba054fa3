import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  cpuTemperature,
  cpuTemperatureFiles,
  cpuThrottleCount,
} from '../../../native/system/cpu-temperature.ts';

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wattproof-hwmon-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('the hottest of the packages; disks and boards are no processors', () => {
  const root = tree({
    'hwmon0/name': 'nvme\n',
    'hwmon0/temp1_input': '90000\n',
    'hwmon1/name': 'coretemp\n',
    'hwmon1/temp1_input': '41500\n',
    'hwmon2/name': 'coretemp\n',
    'hwmon2/temp1_input': '43000\n',
    'hwmon3/name': 'k10temp\n',
  });
  const files = cpuTemperatureFiles(root);
  expect(files).toHaveLength(2);
  expect(cpuTemperature(files)).toBe(43);
});

test('what cannot be read is null and not 0', () => {
  expect(cpuTemperatureFiles('/nowhere')).toEqual([]);
  expect(cpuTemperature([])).toBeNull();
  const root = tree({ 'hwmon0/name': 'k10temp', 'hwmon0/temp1_input': 'rubbish' });
  expect(cpuTemperature(cpuTemperatureFiles(root))).toBeNull();
});

test('throttling is counted over all processors; a kernel that does not count says null', () => {
  const root = tree({
    'cpu0/thermal_throttle/core_throttle_count': '3\n',
    'cpu1/thermal_throttle/core_throttle_count': '4\n',
    'cpufreq/note': '',
  });
  expect(cpuThrottleCount(root)).toBe(7);
  expect(cpuThrottleCount(tree({ 'cpu0/topology/id': '0' }))).toBeNull();
});
