// The steps around every training of a sweep, and the rules that are fixed before any result is seen.
import { z } from 'zod';
import { currentResponseName, type ResponseName } from '../study/responses.ts';

/**
 * Rule for the outliers of a cell, by their response. `iqr`: further than k interquartile ranges from the quartiles
 * (Tukey 1977; k = 3 is his "far out"). `mad`: further than k robust standard deviations (1.4826 x median absolute
 * deviation) from the median (Iglewicz, Hoaglin 1993, who take 3.5).
 */
export const OutlierRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('iqr'), k: z.number().min(0.5).max(100).default(3) }),
  z.strictObject({ kind: z.literal('mad'), k: z.number().min(0.5).max(100).default(3.5) }),
]);
export type OutlierRule = z.infer<typeof OutlierRule>;

/** Responses known as soon as a trial has ended, so that a sweep may be stopped by them. */
export const STOP_RESPONSES = [
  'energy_tested_j',
  'power_tested_w',
  'duration_s',
] as const satisfies readonly ResponseName[];
export const DEFAULT_STOP_RESPONSE = STOP_RESPONSES[0];

/** A sweep of two cells that ends as soon as the interval of their difference is narrow enough. */
export const StoppingPlan = z.strictObject({
  response: z
    .preprocess(
      (name) => (typeof name === 'string' ? currentResponseName(name) : name),
      z.enum(STOP_RESPONSES),
    )
    .default(DEFAULT_STOP_RESPONSE),
  /** Half the width of the interval, per cent of the second cell's mean. */
  half_width_pct: z.number().min(0.01).max(100),
  /** Replicates before the first look; with fewer the scatter is not known well enough. */
  least_replicates: z.int().min(8).max(1000).default(8),
});
export type StoppingPlan = z.infer<typeof StoppingPlan>;

export const Protocol = z.strictObject({
  /** Trainings of the first planned cell that warm the machine up before the first trial; not recorded as trials. */
  warmup_trials: z.int().min(0).max(20).default(0),
  /** A trial waits until no temperature is further above the first idle baseline, K; null: it does not wait. */
  thermal_band_c: z.number().min(0.5).max(50).nullable().default(null),
  /** Longest wait of a trial, s; after that it starts with the flag `not_cooled`. */
  thermal_timeout_s: z.number().min(1).max(3600).default(120),
  outliers: OutlierRule.default({ kind: 'iqr', k: 3 }),
  /** Null: all replicates are run. */
  stop: StoppingPlan.nullable().default(null),
});
export type Protocol = z.infer<typeof Protocol>;
