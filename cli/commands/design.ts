// `design`: shows a design before it runs (cells, order, effects it cannot separate) and writes a preset to a file.
import { writeFileSync } from 'node:fs';
import { factorList } from '../../core/design/factor-list.ts';
import { fractionStructure } from '../../core/design/fraction.ts';
import { cellCount, layOut } from '../../core/design/layout.ts';
import { PRESET_NAMES } from '../../core/design/presets.ts';
import { AuditError, messageOf } from '../../core/errors.ts';
import { designText } from '../../engine/design/design-text.ts';
import { designNamed } from '../../engine/design/presets.ts';
import { type Command, readWords } from '../command.ts';
import { printDesign } from '../design-text.ts';
import { printJson } from '../output.ts';
import { terminalParts } from '../parts.ts';

const OPTIONS = { out: { type: 'string' }, json: { type: 'boolean' } } as const;

export const design: Command = {
  name: 'design',
  usage: 'design [PRESET|FILE] [--out FILE.yaml] [--json]',
  purpose: `Shows and checks a design before it runs: a preset (${PRESET_NAMES.join(', ')}) or a YAML or JSON file.`,
  options: [
    ['--out FILE.yaml', 'write the design as a commented file for editing; never overwrites'],
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const { values, positionals } = readWords(argv, OPTIONS, design);
    if (positionals.length > 1)
      throw new AuditError(
        'usage',
        `expected one design, got also ${positionals[1]}; usage: wattproof ${design.usage}`,
      );
    const preset = await designNamed(terminalParts(), positionals[0] ?? 'standard');
    const { design: planned, provenance } = preset;
    const fraction = planned.fraction && fractionStructure(planned.fraction, factorList(planned));
    const trials = layOut(planned);
    if (values.out !== undefined) write(values.out, designText(preset));
    if (values.json)
      printJson({
        design: planned,
        provenance,
        cells: cellCount(planned),
        fraction: fraction && {
          resolution: fraction.resolution,
          relation: fraction.relation,
          aliases: fraction.aliases,
        },
        trials,
      });
    else printDesign(preset, trials, fraction, values.out ?? null);
    return 0;
  },
};

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'EEXIST'
        ? 'it already exists; choose another name'
        : messageOf(error);
    throw new AuditError('input', `cannot write ${path}: ${reason}`, { cause: error });
  }
}
