// `npm run test:crash`: kills, damages and lies, and counts what the product keeps.
import { readOptions } from '../../build/words.ts';
import { CRASH_ATTACKS } from './attacks.ts';
import { ATTACK_OPTIONS, attackUsage, runCommand } from './command.ts';

const given = readOptions({
  usage: attackUsage('test:crash', CRASH_ATTACKS),
  options: ATTACK_OPTIONS,
  most: Infinity,
});
// An attack may leave a timer or a hung child behind, which must not keep the command alive.
process.exit(await runCommand('## Crashes, damage and lies', CRASH_ATTACKS, given));
