// The presets, adapted to what this machine can run.
import {
  antonopoulosPreset,
  isPresetName,
  PRESET_NAMES,
  type Preset,
  type PresetName,
  standardPreset,
} from '../../core/design/presets.ts';
import { AuditError } from '../../core/errors.ts';
import type { EngineParts } from '../setup/parts.ts';
import { loadDesign } from './design-file.ts';
import { quickData, quickDesign, usableBackend } from './quick.ts';

/** @throws AuditError `trainer` when no backend can run here. */
export async function presetNamed(parts: EngineParts, name: PresetName): Promise<Preset> {
  if (name === 'quick')
    return {
      design: await quickDesign(parts),
      provenance: [
        {
          field: 'factors',
          tag: 'inferred',
          why: 'what this machine supports, at sizes that fit into three minutes',
        },
        { field: 'replicates', tag: 'assumed', why: 'enough for a first look' },
      ],
    };
  const backend = await usableBackend(parts);
  const facts = { backend: backend.name, precisions: backend.precisions, data: quickData(parts) };
  return name === 'standard' ? standardPreset(facts) : antonopoulosPreset(facts);
}

/**
 * Loads a design by the name of a preset or the path of a file.
 * @throws AuditError `input` listing the presets when it is neither
 */
export async function designNamed(parts: EngineParts, name: string): Promise<Preset> {
  if (isPresetName(name)) return presetNamed(parts, name);
  try {
    return { design: loadDesign(name), provenance: [] };
  } catch (error) {
    if (
      !(error instanceof AuditError) ||
      error.code !== 'input' ||
      !/there is no such file/.test(error.message)
    )
      throw error;
    throw new AuditError(
      'input',
      `${error.message}; expected a design file or a preset (${PRESET_NAMES.join(', ')})`,
      { cause: error },
    );
  }
}
