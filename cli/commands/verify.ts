// `verify`: compares a study with its hash chain and with its raw samples, and names what does not match.
import { findingInWords, type VerifyDocument } from '../../core/study/finding.ts';
import { verifyStudy } from '../../engine/integrity/verify.ts';
import { type Command, onePositional, readWords } from '../command.ts';
import { print, printJson, wrap } from '../output.ts';

export const verify: Command = {
  name: 'verify',
  usage: 'verify STUDY [--json]',
  purpose:
    'Checks that a study is as it was recorded: its hash chain, and every energy and figure against the raw samples. Exits with 1 when something does not match.',
  options: [['--json', 'one JSON document on stdout']],
  async run(argv) {
    const { values, positionals } = readWords(argv, { json: { type: 'boolean' } } as const, verify);
    const document = verifyStudy(onePositional(positionals, 'study file', verify));
    if (values.json) printJson(document);
    else printVerification(document);
    return document.ok ? 0 : 1;
  },
};

function printVerification({ study, ok, checked, findings: [first, ...others] }: VerifyDocument): void {
  print(ok ? `${study} is as it was recorded.` : `${study} is not as it was recorded.`);
  if (first !== undefined) print('', ...wrap(`First: ${findingInWords(first)}.`));
  for (const finding of others) print(...wrap(`Then: ${findingInWords(finding)}.`));
  print('', 'Checked:');
  for (const [what, n] of Object.entries(checked))
    print(what.startsWith('no chain') ? `  ${what}` : `  ${n.toLocaleString('en-GB')} ${what}`);
}
