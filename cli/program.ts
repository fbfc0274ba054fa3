// Finds and runs the command, and turns a failure into one line and an exit code.
import { AuditError, codeOf, messageOf } from '../core/errors.ts';
import { APP_VERSION } from '../engine/setup/version.ts';
import type { Command } from './command.ts';
import { analyze } from './commands/analyze.ts';
import { design } from './commands/design.ts';
import { doctor } from './commands/doctor.ts';
import { forecast } from './commands/forecast.ts';
import { power } from './commands/power.ts';
import { record } from './commands/record.ts';
import { report } from './commands/report.ts';
import { run } from './commands/run.ts';
import { salvage } from './commands/salvage.ts';
import { settings } from './commands/settings.ts';
import { verify } from './commands/verify.ts';
import { help } from './help.ts';
import { print, printError } from './output.ts';

const COMMANDS: readonly Command[] = [
  doctor,
  design,
  forecast,
  run,
  record,
  analyze,
  power,
  report,
  verify,
  salvage,
  settings,
];

/** The exit code: 0 success, 1 the operation failed, 2 a wrong call or design. @throws faults of the program itself. */
export async function answer(argv: readonly string[]): Promise<number> {
  try {
    return await obey(argv);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'internal') throw error;
    printError(messageOf(error));
    return code === 'usage' || code === 'design' ? 2 : 1;
  }
}

async function obey(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(...help(COMMANDS, rest[0]));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    print(`wattproof ${APP_VERSION}`);
    return 0;
  }
  const command = COMMANDS.find((one) => one.name === name);
  if (!command) {
    const names = COMMANDS.map((one) => one.name).join(', ');
    throw new AuditError('usage', `unknown command ${name}; expected one of ${names} (see wattproof --help)`);
  }
  const own = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : undefined);
  if (own.includes('--help') || own.includes('-h')) {
    print(...help(COMMANDS, name));
    return 0;
  }
  return command.run(rest);
}
