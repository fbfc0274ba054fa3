// NVIDIA's architectures by the numbers of nvmlDeviceGetArchitecture.

const NAMES: Readonly<Record<number, string>> = {
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

/** The architecture's name; null for a number that this package does not know. */
export const architectureName = (number: number): string | null => NAMES[number] ?? null;
