// Published facts about the power sensors of NVIDIA's GPU families: refresh period, averaging window, share of time
// seen, and error.
import type { NvmlDevice } from 'node-nvml';

/** One family of cards with one kind of sensor. */
export interface GpuFamily {
  /** Seconds between changes of the value; null where unpublished. */
  readonly update_period_s: number | null;
  /** Seconds over which the instantaneous value is averaged; null where unpublished or not a window. */
  readonly instant_window_s: number | null;
  /** Share of the time that the instantaneous value and the counter cover: window / update period, at most 1. */
  readonly coverage: number;
  /** Largest error of any card of this family compared with a better meter, per cent; null: none was compared. */
  readonly worst_error_pct: number | null;
}

/** Source of the table; the steady-state errors and windows are in the data published with the authors' benchmark. */
export const FAMILY_REFERENCE =
  'Yang, Adamek, Armour 2023, Part-time Power Measurements, arXiv 2312.02741 (SC24), data of GPU_Power_Benchmark: largest error of a card of the family, or of all where none was measured, and 3.8 % from card to card';

/** Averages need no entry: by NVML's header, field 185 and the averaged general value are means over 1 s. */
const FAMILIES = {
  // Kepler 1.0 refreshes every 15 ms and 2.0 about every 100 ms; NVML does not distinguish them. Both, and Maxwell,
  // smooth like an RC filter, which has no window.
  Kepler: { update_period_s: 0.1, instant_window_s: null, coverage: 1, worst_error_pct: null },
  Maxwell: { update_period_s: 0.1, instant_window_s: null, coverage: 1, worst_error_pct: null },
  // 1080 Ti -0.3, 1080 +0.5, P100 +0.9.
  Pascal: { update_period_s: 0.02, instant_window_s: 0.01, coverage: 0.5, worst_error_pct: 0.9 },
  Volta: { update_period_s: 0.02, instant_window_s: 0.01, coverage: 0.5, worst_error_pct: null },
  // 2080 Ti -6.2, 2060 Super +10.9. A Quadro RTX 8000 refreshed about every 20 ms; the longer period is the safer one.
  Turing: { update_period_s: 0.1, instant_window_s: 0.1, coverage: 1, worst_error_pct: 10.9 },
  // A100 -5.5.
  GA100: { update_period_s: 0.1, instant_window_s: 0.025, coverage: 0.25, worst_error_pct: 5.5 },
  // 3090 -4.7, 3070 Ti -2.3, A5000 -5 to -6.
  Ampere: { update_period_s: 0.1, instant_window_s: 0.1, coverage: 1, worst_error_pct: 6 },
  // 4090 -4.3.
  Ada: { update_period_s: 0.1, instant_window_s: 0.1, coverage: 1, worst_error_pct: 4.3 },
  // H100: its timing was measured, its error was not.
  GH100: { update_period_s: 0.1, instant_window_s: 0.025, coverage: 0.25, worst_error_pct: null },
  // Other Hoppers (H200) were not measured; they are assumed to miss as much as the H100.
  Hopper: { update_period_s: null, instant_window_s: null, coverage: 0.25, worst_error_pct: null },
  // Blackwell, Rubin, and architectures that the driver cannot name.
  unknown: { update_period_s: null, instant_window_s: null, coverage: 1, worst_error_pct: null },
} as const satisfies Record<string, GpuFamily>;

type Names = Pick<NvmlDevice, 'name' | 'architecture'>;

/** Chips whose sensors differ from the rest of their architecture; only the card's name reveals them. */
const CHIPS = [
  [/\b(A100X?|A800|A30X?)\b/, 'GA100'],
  [/\b(H100|H800|H20|GH200)\b/, 'GH100'],
] as const;

export type FamilyName = keyof typeof FAMILIES;

/** The chip's name where the card's name reveals it, otherwise the architecture's. */
export function familyName({ name, architecture }: Names): FamilyName {
  const chip = CHIPS.find(([pattern]) => pattern.test(name))?.[1];
  if (chip !== undefined) return chip;
  return architecture !== null && Object.hasOwn(FAMILIES, architecture)
    ? (architecture as FamilyName)
    : 'unknown';
}

export const familyOf = (device: Names): GpuFamily => FAMILIES[familyName(device)];

/**
 * Half-width from card to card, per cent: the gains of four RTX 3090 of one model lay between 0.98 and 1.02. A range of
 * 0.04 among four means a standard deviation of 0.04 / 2.059 = 1.94 % (d2 for four values); 1.96 times that is 3.8 %.
 */
const CARD_TO_CARD_PCT = 3.8;
const WIDEST_ERROR_PCT = Math.max(...Object.values(FAMILIES).map((family) => family.worst_error_pct ?? 0));

/**
 * Relative half-width of the 95 % interval for an uncalibrated card, in whole per cent. Few cards of each family were
 * compared, so the largest error counts as a bound on what the family has in common, not as a random draw, and the
 * card-to-card share is added in full. A family without comparisons gets the largest error of all families.
 */
export const accuracyPct = (family: GpuFamily): number =>
  Math.ceil((family.worst_error_pct ?? WIDEST_ERROR_PCT) + CARD_TO_CARD_PCT);

/** Architectures whose general power value is a 1 s average, by NVML's header: Ampere, except GA100, and newer. */
const AVERAGED = ['Ampere', 'Ada', 'Hopper', 'Blackwell', 'Rubin'];

/**
 * True when the driver's general power value is a 1 s average. Older cards, and architectures the driver cannot name,
 * report the instantaneous value. (Driver 530 was seen to average Ampere and Ada over 0.1 s; we follow the header.)
 */
export const isAveraged = (device: Names): boolean =>
  AVERAGED.includes(device.architecture ?? '') && familyName(device) !== 'GA100';
