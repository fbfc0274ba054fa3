// What must be the same for the trials of one study to be compared: the machine, the trainer, the data, the sources.
import { z } from 'zod';
import type { MachineInventory } from './inventory.ts';

const TEXT = z.string().max(500);
const NUMBER = z.number().nullable();
const Gpu = z.object({
  name: TEXT,
  uuid: TEXT.nullable(),
  driver: TEXT.nullable(),
  memory_b: NUMBER,
  power_limit_w: NUMBER,
});
const Inventory = z.object({
  hostname_hash: TEXT,
  os: TEXT,
  kernel: TEXT,
  arch: TEXT,
  cpu_model: TEXT,
  cpu_physical_cores: NUMBER,
  cpu_threads: z.number(),
  cpu_governor: TEXT.nullable(),
  memory_b: z.number(),
  gpus: z.array(Gpu).max(100).readonly(),
  virtualisation: TEXT.nullable(),
  app_version: TEXT,
  node_version: TEXT,
}) satisfies z.ZodType<MachineInventory>;

/** As a session of a study stores them. */
export const MachineFacts = z.object({
  machine: Inventory,
  /** Null in a recording, and in what is known about a session before schema 7. */
  trainer: z.object({ name: TEXT, protocol: z.number(), sha256: TEXT.nullable() }).nullable(),
  /** Of names, sizes and contents of the data set's files; null for none, and where they cannot be read. */
  data_sha256: TEXT.nullable(),
  /** Null before schema 7. */
  sources: z
    .array(z.object({ id: TEXT, method: TEXT }))
    .max(10_000)
    .readonly()
    .nullable(),
  sample_hz: NUMBER,
  counter_hz: NUMBER,
});
export type MachineFacts = z.infer<typeof MachineFacts>;

/** The facts that a study from before schema 7 holds. */
export const factsOfMachine = (machine: MachineInventory): MachineFacts => ({
  machine,
  trainer: null,
  data_sha256: null,
  sources: null,
  sample_hz: null,
  counter_hz: null,
});
