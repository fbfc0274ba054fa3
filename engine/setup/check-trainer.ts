// Checks that the trainer supports a design before anything is written.
import type { Design } from '../../core/design/design.ts';
import { AuditError } from '../../core/errors.ts';
import { askHello } from '../../native/trainer/process.ts';
import type { EngineParts } from './parts.ts';

/** @throws AuditError `trainer`: missing, without the backend, or without a precision of the design. */
export async function checkTrainer(parts: EngineParts, design: Design): Promise<void> {
  const backends = await askHello(parts.trainer_path, parts.trainer_silence_s);
  const backend = backends.find((one) => one.name === design.backend);
  const names = backends.map((one) => one.name).join(', ');
  if (!backend)
    throw new AuditError(
      'trainer',
      `the design needs backend ${design.backend}, but this trainer has ${names}`,
    );
  if (!backend.available)
    throw new AuditError(
      'trainer',
      `backend ${backend.name} cannot run here: ${backend.reason ?? 'no reason given'}`,
    );
  const missing = design.factors.precision.filter((precision) => !backend.precisions.includes(precision));
  if (missing.length > 0)
    throw new AuditError(
      'trainer',
      `backend ${backend.name} has no ${missing.join(', ')} on this machine (it has ${backend.precisions.join(', ')})` +
        `${backend.reason ? `: ${backend.reason}` : ''}; remove it from the design`,
    );
}
