// Works out which GPUs a CUDA program would see from the text of CUDA_VISIBLE_DEVICES. Pure: reads no variable.
import { pciAddress } from './identity.ts';

/** The fields needed of a device; an NvmlDevice has all but `mig_on`. */
export interface VisibleDevice {
  readonly index: number;
  readonly name: string;
  readonly uuid: string | null;
  readonly pci_bus_id: string | null;
  /** True when MIG is on; unset means off. */
  readonly mig_on?: boolean;
}

export interface VisibilityQuestion {
  /** The text of CUDA_VISIBLE_DEVICES; null or undefined: not set. */
  readonly variable: string | null | undefined;
  /** The text of CUDA_DEVICE_ORDER; CUDA's default is FASTEST_FIRST. */
  readonly order: string | null | undefined;
  /** All GPUs of the machine. */
  readonly devices: readonly VisibleDevice[];
}

/** `indices` are NVML's, in the order in which CUDA would number them. */
export type Visibility =
  | { readonly kind: 'known'; readonly indices: readonly number[] }
  /** Only CUDA knows; the reason says why and what would help. */
  | { readonly kind: 'ambiguous'; readonly reason: string };

const known = (indices: readonly number[]): Visibility => ({ kind: 'known', indices });

/**
 * CUDA's rules (Programming Guide, environment variables): not set, all are visible; empty, none is. Entries are
 * indices, UUIDs or unambiguous beginnings of UUIDs; the first that names no device ends the list (`-1` by custom), and
 * one device named twice leaves none. With MIG on, a program sees one instance of the card.
 */
export function visibleDevices({ variable, order, devices }: VisibilityQuestion): Visibility {
  const in_pci_order = sortByPci(devices);
  if (variable === null || variable === undefined) return known(in_pci_order.map(({ index }) => index));
  const entries = variable.split(',').map((entry) => entry.trim());
  if (/^MIG-/i.test(entries[0] ?? '')) return ofInstance(entries[0] as string, devices);
  if (/^GPU-/i.test(entries[0] ?? '')) return ofUuids(entries, devices);
  return ofOrdinals(entries, order, in_pci_order);
}

function ofUuids(entries: readonly string[], devices: readonly VisibleDevice[]): Visibility {
  const indices: number[] = [];
  for (const entry of entries) {
    const beginning = entry.toLowerCase();
    const named = devices.filter(({ uuid }) => uuid?.toLowerCase().startsWith(beginning));
    const [device] = named;
    if (!beginning.startsWith('gpu-') || device === undefined || named.length > 1) break;
    if (indices.includes(device.index)) return known([]);
    indices.push(device.index);
  }
  return known(indices);
}

function ofOrdinals(
  entries: readonly string[],
  order: string | null | undefined,
  in_pci_order: readonly VisibleDevice[],
): Visibility {
  const ordinals: number[] = [];
  for (const entry of entries) {
    // CUDA reads the leading digits and ignores the rest.
    const ordinal = Number(/^\+?(\d+)/.exec(entry)?.[1] ?? -1);
    if (ordinal < 0 || ordinal >= in_pci_order.length) break;
    if (ordinals.includes(ordinal)) return known([]);
    ordinals.push(ordinal);
  }
  const names = new Set(in_pci_order.map(({ name }) => name));
  if (ordinals.length > 0 && order !== 'PCI_BUS_ID' && names.size > 1) {
    return {
      kind: 'ambiguous',
      reason: `CUDA_VISIBLE_DEVICES=${entries.join(',')} counts from the fastest GPU, but the GPUs differ (${[...names].join(', ')}): set CUDA_DEVICE_ORDER=PCI_BUS_ID, or name them by UUID`,
    };
  }
  // Cards with one name are equally fast: CUDA then keeps them in PCI order.
  return known(ordinals.flatMap((ordinal) => in_pci_order[ordinal]?.index ?? []));
}

/** `MIG-GPU-<uuid>/<instance>/<instance>` names its card; `MIG-<uuid>` names only the instance. */
function ofInstance(entry: string, devices: readonly VisibleDevice[]): Visibility {
  const parent = /^MIG-(GPU-[^/]+)\//i.exec(entry)?.[1]?.toLowerCase();
  if (parent !== undefined) {
    return known(devices.filter(({ uuid }) => uuid?.toLowerCase() === parent).map(({ index }) => index));
  }
  const split = devices.filter(({ mig_on }) => mig_on);
  if (split.length <= 1) return known(split.map(({ index }) => index));
  return {
    kind: 'ambiguous',
    reason: `CUDA_VISIBLE_DEVICES=${entry} is an instance of one of ${split.length} GPUs with MIG on, but does not say which`,
  };
}

/** Devices without a PCI address keep NVML's order. */
function sortByPci(devices: readonly VisibleDevice[]): readonly VisibleDevice[] {
  const key = ({ pci_bus_id }: VisibleDevice): string => (pci_bus_id && pciAddress(pci_bus_id)) || '';
  return devices.every((device) => key(device) !== '')
    ? [...devices].sort((a, b) => (key(a) < key(b) ? -1 : 1))
    : [...devices].sort((a, b) => a.index - b.index);
}
