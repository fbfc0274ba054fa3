// What a reader asks of a study's analysis: one schema for the window's messages, the terminal's options and the engine.
import { z } from 'zod';
import { OutlierRule } from '../design/protocol.ts';
import { TestOptions } from '../statistics/options.ts';
import { TrainingTarget } from '../sweep/training-target.ts';

/** More factors in one analysis give more interactions than a person reads. */
export const MOST_FACTORS = 4;

const name = z.string().min(1).max(64);

/** Everything may be left out; the default is named where it is not that of {@link TestOptions}. */
export const AnalysisRequest = TestOptions.extend({
  /** Default: training energy. */
  response: name.exactOptional(),
  /** Default: the factors that were varied. */
  factors: z.array(name).min(1).max(MOST_FACTORS).readonly().exactOptional(),
  /** Default: the rule that was fixed in the design before the sweep. */
  outliers: OutlierRule.exactOptional(),
  /** The blocks of the sweep are in the model; default false. */
  by_block: z.boolean().exactOptional(),
  /** Conditions by name, or `run_order`, that are in the model. */
  covariates: z.array(name).max(8).readonly().exactOptional(),
  /** A loss or accuracy whose energy is asked for; needed by the response `energy_to_target_j`. */
  target: TrainingTarget.exactOptional(),
  /** The accuracy may fall by so much at most, 0 to 1: non-inferiority is then tested. */
  accuracy_margin: z.number().min(0).max(1).exactOptional(),
});
export type AnalysisRequest = Readonly<z.infer<typeof AnalysisRequest>>;
