// The packed kernels are those of the sources; that nvcc still makes the same of them is tried in device-code.deep.test.ts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './training.ts';

const DEVICE = join(ROOT, 'native', 'trainer', 'device');
const SCRIPT = join(DEVICE, 'build-ptx.sh');
const [sources, packed] = readFileSync(join(DEVICE, 'kernels.ptx.sources'), 'utf8').split('\n');

test('the packed kernels were made of these sources; if not, run native/trainer/device/build-ptx.sh', () => {
  const now = execFileSync('bash', [SCRIPT, '--sources'], { encoding: 'utf8' }).trim();
  expect(sources).toBe(`${now}  *.cu *.h build-ptx.sh`);
  const bytes = execFileSync('sha256sum', [join(DEVICE, 'kernels.ptx.tar.xz')], { encoding: 'utf8' });
  expect(packed).toBe(`${bytes.split(' ')[0]}  kernels.ptx.tar.xz`);
});

test('the packed kernels hold every kernel by name, in versions of PTX that older drivers read', () => {
  const archive = join(DEVICE, 'kernels.ptx.tar.xz');
  const unpack = (file: string) =>
    execFileSync('tar', ['-xJOf', archive, file], { encoding: 'utf8', maxBuffer: 64 << 20 });
  const names = (ptx: string) => [...ptx.matchAll(/^\.visible \.entry (\w+)\(/gm)].map((match) => match[1]);
  const [older, newer] = [unpack('kernels_sm75.ptx'), unpack('kernels_sm80.ptx')];
  expect(older).toMatch(/^\.version 6\.5\n\.target sm_75\n/);
  expect(newer).toMatch(/^\.version 7\.0\n\.target sm_80\n/);
  expect(names(older)).toEqual(names(newer));
  for (const name of [
    'gather_u8_fp16',
    'forward_bf16_128x256',
    'weight_gradient_tf32_32x64',
    'lamb_update',
    'advance',
  ])
    expect(names(newer)).toContain(name);
});
