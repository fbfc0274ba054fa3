// `npm run test:fuzz`: damaged input for every parser; each may refuse it in one line and do nothing else.
import { readOptions } from '../../build/words.ts';
import { ATTACK_OPTIONS, attackUsage, runCommand } from '../crash/command.ts';
import { FUZZ_ATTACKS } from './attacks.ts';

const given = readOptions({
  usage: attackUsage('test:fuzz', FUZZ_ATTACKS),
  options: ATTACK_OPTIONS,
  most: Infinity,
});
process.exit(await runCommand('## Damaged input', FUZZ_ATTACKS, given));
