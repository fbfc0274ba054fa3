// Opens the package on a stand-in library of its own, and puts both away after each test.
import koffi from 'koffi';
import { type Nvml, type NvmlDevice, openNvml } from 'node-nvml';
import { afterEach } from 'vitest';
import {
  type FakeNvml,
  type FakeNvmlBuild,
  type FakeNvmlControls,
  fakeNvml,
} from '../../fixtures/nvml/build-fake-nvml.ts';

const open: { nvml: Nvml; fake: FakeNvml }[] = [];
afterEach(() => {
  for (const { nvml, fake } of open.splice(0)) {
    nvml.close();
    fake.remove();
  }
});

export interface OpenedFake {
  readonly nvml: Nvml;
  readonly device: NvmlDevice;
  readonly fake: FakeNvml;
}

export function openFake(controls: FakeNvmlControls = {}, build: FakeNvmlBuild = {}): OpenedFake {
  const fake = fakeNvml(controls, build);
  const nvml = openNvml({ library: fake.library });
  open.push({ nvml, fake });
  const [device] = nvml.devices;
  if (device === undefined) throw new Error('the stand-in shows no device');
  return { nvml, device, fake };
}

/** Number of calls to the library since it was initialised. */
export const callsOf = ({ library }: FakeNvml): number =>
  koffi.load(library).func('fakeCalls', 'int', [])() as number;

export const value = <T>(of: T) => ({ value: of, problem: null });
export const problem = (of: string) => ({ value: null, problem: of });
