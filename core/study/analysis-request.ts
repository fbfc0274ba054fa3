// The request for an analysis of a study: one schema for the window's messages, the terminal's options and the engine.
import { z } from 'zod';
import { OutlierRule } from '../design/protocol.ts';
import { TestOptions } from '../statistics/options.ts';
import { TrainingTarget } from '../sweep/training-target.ts';

/** Upper limit of factors in one analysis; more give more interactions than anyone reads. */
export const MOST_FACTORS = 4;

const name = z.string().min(1).max(64);

/** All fields are optional; defaults are given where they differ from {@link TestOptions}. */
export const AnalysisRequest = TestOptions.extend({
  /** Default: training energy. */
  response: name.exactOptional(),
  /** Default: the factors that were varied. */
  factors: z.array(name).min(1).max(MOST_FACTORS).readonly().exactOptional(),
  /** Default: the rule fixed in the design before the sweep. */
  outliers: OutlierRule.exactOptional(),
  /** Includes the sweep's blocks in the model; default false. */
  by_block: z.boolean().exactOptional(),
  /** Covariates of the model: names of conditions, or `run_order`. */
  covariates: z.array(name).max(8).readonly().exactOptional(),
  /** Target loss or accuracy; required by the response `energy_to_target_j`. */
  target: TrainingTarget.exactOptional(),
  /** Largest acceptable loss of accuracy, 0 to 1; non-inferiority is tested when it is given. */
  accuracy_margin: z.number().min(0).max(1).exactOptional(),
});
export type AnalysisRequest = Readonly<z.infer<typeof AnalysisRequest>>;
