// Warns when CUDA programs started here would not see a measured GPU: the meter reads all GPUs, a trainer may not.
import { type NvmlDevice, visibleDevices } from 'node-nvml';

/** The variables CUDA reads; null: not set. */
export interface CudaVariables {
  readonly visible_devices: string | null;
  readonly device_order: string | null;
}

export const NO_CUDA_VARIABLES: CudaVariables = { visible_devices: null, device_order: null };

/** One line for a GPU's report; null when CUDA programs see it. */
export function visibilityNote(
  devices: readonly NvmlDevice[],
  device: NvmlDevice,
  { visible_devices: variable, device_order: order }: CudaVariables,
): string | null {
  if (variable === null) return null;
  const asked = devices.map((one) => ({
    index: one.index,
    name: one.name,
    uuid: one.uuid,
    pci_bus_id: one.pci_bus_id,
    mig_on: one.migMode().value?.on ?? false,
  }));
  const seen = visibleDevices({ variable, order, devices: asked });
  if (seen.kind === 'ambiguous') return `measured; unclear if CUDA programs see it: ${seen.reason}`;
  return seen.indices.includes(device.index)
    ? null
    : `measured, but hidden from CUDA programs by CUDA_VISIBLE_DEVICES=${variable}: the total includes its power`;
}
