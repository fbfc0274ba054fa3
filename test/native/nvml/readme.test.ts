// The README's example is run as it stands, with the stand-in library in the driver's place.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fakeNvml } from '../../fixtures/nvml/build-fake-nvml.ts';

test('the example prints the power of every GPU', () => {
  const readme = readFileSync(new URL('../../../native/nvml/README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
  expect(example).toContain('openNvml()');
  const fake = fakeNvml({ gpus: 2, 'zero.1': 1 });
  const code = example.replace('openNvml()', `openNvml({ library: ${JSON.stringify(fake.library)} })`);
  try {
    const printed = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', code], {
      encoding: 'utf8',
      cwd: new URL('../../..', import.meta.url),
    });
    expect(printed).toBe('Fake GPU 4090 100.0 W\nFake GPU 4090 no power value: zero_reading\n');
  } finally {
    fake.remove();
  }
});
