// An invented machine with a GPU, a sensor that only root may read, and two models.
import type { DoctorDocument, ProbedSource } from '../../../core/machine/doctor-document.ts';
import { PLAIN_SOURCE } from '../../../core/source.ts';

const source = (
  part: Partial<ProbedSource> & Pick<ProbedSource, 'id' | 'device' | 'domain' | 'kind' | 'method'>,
): ProbedSource => ({
  ...PLAIN_SOURCE,
  reference: null,
  update_period_s: null,
  accuracy_pct: null,
  counter_range_j: null,
  counter_unit_j: null,
  available: true,
  reason: null,
  fix: null,
  probe: null,
  ...part,
});

export const SOURCES: readonly ProbedSource[] = [
  source({
    id: 'nvml:GPU-1',
    device: 'NVIDIA GeForce RTX 4060 Ti',
    domain: 'gpu',
    kind: 'measured',
    method: 'NVML total energy counter',
    update_period_s: 0.02,
    accuracy_pct: 5,
  }),
  source({
    id: 'rapl:package-0',
    device: 'Intel Core i5-12600',
    domain: 'package',
    kind: 'measured',
    method: 'RAPL powercap',
    update_period_s: 0.001,
    accuracy_pct: 3,
    available: false,
    reason: 'The counter is there, but only root may read it.',
    fix: 'sudo chmod a+r /sys/class/powercap/intel-rapl:0/energy_uj, or install the udev rule',
  }),
  source({
    id: 'model:cpu',
    device: 'Intel Core i5-12600',
    domain: 'package',
    kind: 'modelled',
    method: 'TDP x utilisation',
    update_period_s: 0.1,
    accuracy_pct: 40,
  }),
  source({
    id: 'model:ram',
    device: '32 GB DDR4',
    domain: 'dram',
    kind: 'modelled',
    method: '0.375 W per GB',
    accuracy_pct: 50,
  }),
];

export const DOCTOR: DoctorDocument = {
  machine: {
    hostname_hash: '1f',
    os: 'Debian GNU/Linux 12 (bookworm)',
    kernel: '6.1.0-18-amd64',
    arch: 'x64',
    cpu_model: '12th Gen Intel(R) Core(TM) i5-12600',
    cpu_physical_cores: 6,
    cpu_threads: 12,
    cpu_governor: 'performance',
    memory_b: 32 * 2 ** 30,
    gpus: [
      {
        name: 'NVIDIA GeForce RTX 4060 Ti',
        uuid: 'GPU-1',
        driver: '550.54',
        memory_b: 16 * 2 ** 30,
        power_limit_w: 165,
      },
    ],
    virtualisation: null,
    app_version: '0.1.0',
    node_version: 'v24',
  },
  sources: SOURCES,
  log_file: '/home/user/.local/share/wattproof/logs/wattproof.log',
  crash_folder: '/home/user/.local/share/wattproof/crashes',
  trainer: {
    backends: [
      {
        name: 'cuda',
        available: true,
        device: 'NVIDIA GeForce RTX 4060 Ti',
        precisions: ['fp32', 'tf32', 'fp16_mixed', 'bf16_mixed'],
        reason: null,
        isa: 'sm_89',
      },
      {
        name: 'cpu',
        available: true,
        device: '12th Gen Intel(R) Core(TM) i5-12600',
        precisions: ['fp32'],
        reason: 'bf16_mixed needs AVX512_BF16 or AMX, which this processor does not have',
        isa: 'avx2',
      },
    ],
  },
};
