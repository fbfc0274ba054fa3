// The loss or accuracy a training should reach, as users write it: `loss=0.4`, `accuracy=0.85`.
import { z } from 'zod';
import { AuditError } from '../errors.ts';

export const TrainingTarget = z.strictObject({
  /** On the training examples, as the trainer reports it after each epoch. */
  metric: z.enum(['loss', 'accuracy']),
  value: z.number().positive().max(1e6),
});
export type TrainingTarget = Readonly<z.infer<typeof TrainingTarget>>;

/** @throws AuditError `usage` naming what was expected */
export function parseTarget(text: string): TrainingTarget {
  const [, metric, number] = /^(loss|accuracy)=(\S+)$/.exec(text.trim()) ?? [];
  const value = number === undefined ? Number.NaN : Number(number);
  const fits = metric === 'loss' ? value > 0 : value > 0 && value <= 1;
  if (!fits || !Number.isFinite(value))
    throw new AuditError(
      'usage',
      `expected loss=L with L above 0, or accuracy=A with A above 0 and up to 1, got ${text}`,
    );
  return { metric: metric === 'loss' ? 'loss' : 'accuracy', value };
}

/** `training loss of 0.4`. */
export const targetInWords = ({ metric, value }: TrainingTarget): string => `training ${metric} of ${value}`;
