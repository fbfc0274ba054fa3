// `salvage`: brings over what is readable of a damaged study into a new one, and says what is not.
import { resolve } from 'node:path';
import { AuditError } from '../../core/errors.ts';
import { salvageStudy } from '../../engine/integrity/salvage.ts';
import { type Command, readWords } from '../command.ts';
import { print, printJson, table, wrap } from '../output.ts';

export const salvage: Command = {
  name: 'salvage',
  usage: 'salvage STUDY NEW [--json]',
  purpose:
    'Brings over what is readable of a damaged study into a new one, and says what is not. The damaged file stays as it is.',
  options: [['--json', 'one JSON document on stdout']],
  async run(argv) {
    const { values, positionals } = readWords(argv, { json: { type: 'boolean' } } as const, salvage);
    const [study, saved_to, ...more] = positionals;
    if (study === undefined || saved_to === undefined || more.length > 0)
      throw new AuditError(
        'usage',
        `expected the damaged study and a new file, got ${positionals.length} names; usage: wattproof ${salvage.usage}`,
      );
    const document = salvageStudy(study, resolve(saved_to));
    if (values.json) printJson(document);
    else
      print(
        ...wrap(document.message),
        '',
        ...table(
          ['table', 'rows', 'lost'],
          document.tables.map((one) => [one.table, String(one.rows), String(one.lost)]),
        ),
        '',
        `Study  ${document.saved_to}`,
      );
    return 0;
  },
};
