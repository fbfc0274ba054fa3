// Translates a planned cell into the trainer's settings.
import { type TrainerConfig, TrainingOptions } from '../trainer-protocol.ts';
import {
  type Design,
  EXTRA_FACTOR_NAMES,
  type PlannedLevels,
  type PlannedTrial,
  type UserSettings,
} from './design.ts';

type CellSettings = Omit<TrainerConfig, 'seed' | 'warmup_steps'>;

/** The design's constants, overridden by the levels of its factors. */
export function cellSettings(design: Design, levels: PlannedLevels): CellSettings {
  const { backend, optimiser, learning_rate, threads } = design;
  const { precision, batch_size, neurons, layers, epochs } = levels;
  const named = EXTRA_FACTOR_NAMES.flatMap((name) =>
    name === 'data' || levels[name] === undefined ? [] : [[name, levels[name]] as const],
  );
  const own = Object.entries(design.user_factors).flatMap(([name, options]) => {
    const settings: UserSettings = options[String(levels[name])] ?? {};
    return Object.entries(settings).filter(([, value]) => value !== undefined);
  });
  return {
    ...TrainingOptions.parse(design),
    ...{ precision, batch_size, neurons, layers, epochs },
    ...{ backend, optimiser, learning_rate, threads },
    data: (levels.data === undefined ? undefined : design.data_sets[levels.data]) ?? design.data,
    ...Object.fromEntries([...named, ...own]),
  };
}

/** Steps run before the measured window. */
const WARMUP_STEPS = 20;

/** The trainer's configuration for one planned cell, the same for a trial, a warm-up and a forecast. */
export const trainerConfig = (
  design: Design,
  { levels, seed }: Pick<PlannedTrial, 'levels' | 'seed'>,
): TrainerConfig => ({ ...cellSettings(design, levels), seed, warmup_steps: WARMUP_STEPS });
