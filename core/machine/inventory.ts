// The static inventory of a machine.

/** Facts about the machine that do not change while it runs. Null where it does not report them. */
export interface MachineInventory {
  readonly hostname_hash: string;
  readonly os: string;
  readonly kernel: string;
  readonly arch: string;
  readonly cpu_model: string;
  readonly cpu_physical_cores: number | null;
  readonly cpu_threads: number;
  readonly cpu_governor: string | null;
  readonly memory_b: number;
  readonly gpus: readonly {
    readonly name: string;
    readonly uuid: string | null;
    readonly driver: string | null;
    readonly memory_b: number | null;
    readonly power_limit_w: number | null;
  }[];
  /** `kvm`, `wsl`, `docker`, ...; null on bare metal. */
  readonly virtualisation: string | null;
  readonly app_version: string;
  readonly node_version: string;
}
