// The README's example and example.ts are run as they stand, with the stand-in library in the driver's place; its table
// of calls is held to the methods there are.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';
import { openFake } from './open-fake.ts';

test('the example prints the power of every GPU', () => {
  const readme = readFileSync(new URL('../../../native/nvml/README.md', import.meta.url), 'utf8');
  const example = /```js\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
  expect(example).toContain('openNvml()');
  const fake = fakeNvml({ gpus: 2, 'zero.1': 1 });
  const code = example.replace('openNvml()', `openNvml({ library: ${JSON.stringify(fake.library)} })`);
  try {
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      cwd: new URL('../../..', import.meta.url),
    });
    expect(printed).toBe('Fake GPU 4090 100.0 W\nFake GPU 4090 no power value: zero_reading\n');
  } finally {
    fake.remove();
  }
});

test('example.ts prints what there is, and why the rest is missing', () => {
  const fake = fakeNvml({
    power_mw: 151_260,
    reasons: 4,
    limit_mw: 300_000,
    processes: 2,
    'process_sm_pct.0': 91,
    'process_memory_b.1': -1,
  });
  try {
    const script = new URL('../../../native/nvml/example.ts', import.meta.url);
    const printed = execFileSync(process.execPath, [fileURLToPath(script), fake.library], {
      encoding: 'utf8',
      env: { ...process.env, CUDA_VISIBLE_DEVICES: '0' },
    });
    expect(printed.split('\n')).toEqual([
      'driver 570.00.fake, NVML 12.570.00.fake, CUDA 12.8',
      'GPU 0: Fake GPU 4090 (Ada)',
      '  power, instant      151.3 W',
      '  power, 1 s average  151.3 W',
      '  power of the module not_supported',
      expect.stringMatching(/^ {2}energy {14}1000\d{3}\.\d{3} J$/),
      '  limit in force      300 W',
      '  temperature         55 °C',
      '  memory temperature  not_supported',
      '  utilization         80 %',
      '  performance state   2',
      '  clocks held by      sw_power_cap',
      '  driver’s samples    120',
      '  process 1000        /usr/bin/python3, 1 MiB, 91 %',
      '  process 1001        /usr/bin/python3, unknown memory, unknown share',
      'CUDA sees: 0',
      '',
    ]);
  } finally {
    fake.remove();
  }
});

/** Rows of the README's table of calls: the first two cells. */
const rows = readFileSync(new URL('../../../native/nvml/README.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split(' | ').slice(0, 2))
  .flatMap(([nvml = '', method = '']) => {
    const name = /^`(?:nvml\.)?(\w+)\(/.exec(method)?.[1];
    return name === undefined ? [] : [{ nvml, name }];
  });

test('the table has every method of a device and of the library, and none that is not there', () => {
  const { nvml, device } = openFake();
  const methods = Object.entries({ ...device, processName: nvml.processName })
    .filter(([, member]) => typeof member === 'function')
    .map(([name]) => name);
  expect(rows.map(({ name }) => name).sort()).toEqual(methods.sort());
});

test('a method is called as NVML calls its function or its field', () => {
  const camel = (words: string): string =>
    words.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  for (const { nvml, name } of rows) {
    const call = /^\| `nvml(?:DeviceGet|System(?:Get)?)(\w+?)(?:_v2|V)?`/.exec(nvml)?.[1];
    const field = /`NVML_(?:FI_DEV_)?(\w+)`/.exec(nvml)?.[1];
    if (field !== undefined) expect(name).toBe(camel(field));
    else if (call !== undefined && call !== 'FieldValues')
      expect(name).toBe(call[0]?.toLowerCase() + call.slice(1));
    else expect(['powerField', 'powerFields', 'throttleTimes']).toContain(name);
  }
});
