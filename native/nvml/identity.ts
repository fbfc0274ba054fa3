// A device's names, read once when it is opened.
import type { Bindings } from './bindings.ts';
import type { DeviceLink } from './metric.ts';
import { textOf, untilZero } from './texts.ts';

export interface NvmlIdentity {
  /** NVML's index: by PCI address on most machines, but not guaranteed to survive a restart. */
  readonly index: number;
  readonly name: string;
  /** `GPU-...`, stable across restarts; null when the driver does not report it. */
  readonly uuid: string | null;
  /** `00000000:01:00.0`: domain, bus, device, function. */
  readonly pci_bus_id: string | null;
  /** `Ampere`, `Ada`, ...; null for older drivers and newer cards. */
  readonly architecture: string | null;
}

/** NVIDIA's architectures by their number in nvmlDeviceGetArchitecture. */
const ARCHITECTURES: Readonly<Record<number, string>> = {
  2: 'Kepler',
  3: 'Maxwell',
  4: 'Pascal',
  5: 'Volta',
  6: 'Turing',
  7: 'Ampere',
  8: 'Ada',
  9: 'Hopper',
  10: 'Blackwell',
  13: 'Rubin',
};

/** The architecture's name; null for an unknown number. */
const architectureName = (number: number): string | null => ARCHITECTURES[number] ?? null;

const PCI_INFO = { size: 68, bus_id: 36 } as const;

export function identityOf(nvml: Bindings, index: number, { handle }: DeviceLink): NvmlIdentity {
  const { name, uuid, pciInfo, architecture } = nvml;
  const pci = Buffer.alloc(PCI_INFO.size);
  const number = new Uint32Array(1);
  return {
    index,
    name: textOf(name && ((text, length) => name(handle, text, length))) ?? `NVIDIA GPU ${index}`,
    uuid: textOf(uuid && ((text, length) => uuid(handle, text, length))),
    pci_bus_id: pciInfo?.(handle, pci) === 0 ? untilZero(pci.subarray(PCI_INFO.bus_id)) : null,
    architecture: architecture?.(handle, number) === 0 ? architectureName(number[0] ?? -1) : null,
  };
}

/** Normalises `0000:1:00.0`, `00000000:01:00.0` and `01:00.0` to one spelling; null for anything but a PCI address. */
export function pciAddress(text: string): string | null {
  const parts = /^(?:([0-9a-f]{1,8}):)?([0-9a-f]{1,2}):([0-9a-f]{1,2})(?:\.([0-7]))?$/i.exec(text.trim());
  if (parts === null) return null;
  const [, domain = '0', bus = '', device = '', of = '0'] = parts;
  return `${domain.padStart(8, '0')}:${bus.padStart(2, '0')}:${device.padStart(2, '0')}.${of}`.toLowerCase();
}
