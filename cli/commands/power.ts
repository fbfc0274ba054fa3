// `power`: the replicates needed, the smallest detectable effect, or a plan's power, from numbers or from a pilot.

import { parseTidyCsv } from '../../core/csv/parse-tidy-csv.ts';
import { AuditError } from '../../core/errors.ts';
import { planFromPilot } from '../../core/statistics/power/pilot.ts';
import { type PlannedTest, type PowerPlan, planPower } from '../../core/statistics/power/plan.ts';
import type { TidyTable } from '../../core/statistics/tidy-table.ts';
import { type Command, noPositionals, numberOption, readWords } from '../command.ts';
import { print, printJson, wrap } from '../output.ts';
import { terminalParts } from '../parts.ts';
import { textChunks } from '../text-chunks.ts';

const DEFAULT_POWER = 0.8;
const [LEAST, LARGEST] = [1e-12, 1e15];

export const power: Command = {
  name: 'power',
  usage:
    'power [--test t|paired|anova] [--effect E | --diff D --sd S] [--n N] [--power P] [--alpha A] [--pilot CSV --response R --factor F] [--json]',
  purpose:
    'Plans an experiment: replicates for an effect, smallest effect for given replicates, or power for both.',
  options: [
    ['--test T', 't (two groups, default), paired, or anova'],
    ['--effect E', "in standard deviations: Cohen's d, dz of pairs, or Cohen's f of an ANOVA"],
    ['--diff D', 'difference that matters, in the unit of the response; with --sd instead of --effect'],
    ['--sd S', 'standard deviation within a group (of the differences for pairs)'],
    ['--n N', 'replicates of each group or cell, or pairs'],
    ['--groups K', 'levels of a one-way ANOVA'],
    ['--df D', 'degrees of freedom of the effect in a factorial ANOVA; with --cells'],
    ['--cells C', 'cells of a factorial ANOVA'],
    ['--power P', 'probability of finding the effect; default 0.8'],
    ['--alpha A', 'significance level; default: the one in the settings'],
    ['--pilot CSV', 'take the standard deviation from a tidy CSV of a pilot; needs --response and --factor'],
    ['--response R', 'column of the pilot'],
    ['--factor F', 'column of the pilot; repeat for several factors, the one to compare first'],
    ['--json', 'one JSON document on stdout'],
  ],
  async run(argv) {
    const text = { type: 'string' } as const;
    const options = {
      test: text,
      effect: text,
      diff: text,
      sd: text,
      n: text,
      groups: text,
      df: text,
      cells: text,
      power: text,
      alpha: text,
      pilot: text,
      response: text,
      factor: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    } as const;
    const { values, positionals } = readWords(argv, options, power);
    noPositionals(positionals, power);
    const number = (
      name: 'effect' | 'diff' | 'sd' | 'n' | 'groups' | 'df' | 'cells',
      min: number,
    ): number | null =>
      numberOption(values[name], name, {
        min,
        max: name === 'effect' || name === 'diff' || name === 'sd' ? LARGEST : 1e6,
      }) ?? null;
    const asked = {
      alpha:
        numberOption(values.alpha, 'alpha', { min: 1e-9, max: 0.4999 }) ?? terminalParts().settings.alpha,
      power: numberOption(values.power, 'power', { min: 0.01, max: 0.9999 }) ?? DEFAULT_POWER,
    };
    const diff = number('diff', LEAST);
    const plan: PowerPlan =
      values.pilot === undefined
        ? planPower({
            ...asked,
            test: testOf(
              values.test ?? 't',
              whole('groups', number),
              whole('df', number),
              whole('cells', number),
            ),
            effect: effectOf(number('effect', LEAST), diff, number('sd', LEAST)),
            n: whole('n', number),
          })
        : planFromPilot(pilotOf(values.pilot, values.response, values.factor), { ...asked, diff });
    if (values.json) printJson(plan);
    else print(...wrap(plan.text), '', `Total runs: ${plan.total}`);
    return 0;
  },
};

/** A count of at least 2, or at least 1 for degrees of freedom. */
function whole(
  name: 'n' | 'groups' | 'df' | 'cells',
  number: (name: 'n' | 'groups' | 'df' | 'cells', min: number) => number | null,
): number | null {
  const value = number(name, name === 'df' ? 1 : 2);
  if (value !== null && !Number.isInteger(value))
    throw new AuditError('usage', `--${name} expects a whole number, got ${value}`);
  return value;
}

function testOf(kind: string, groups: number | null, df: number | null, cells: number | null): PlannedTest {
  if (kind === 't' || kind === 'paired') return { kind };
  if (kind !== 'anova') throw new AuditError('usage', `--test expects t, paired or anova, got ${kind}`);
  if (groups !== null && df === null && cells === null) return { kind, df: groups - 1, cells: groups };
  if (groups === null && df !== null && cells !== null) return { kind, df, cells };
  throw new AuditError('usage', '--test anova expects --groups, or --df and --cells');
}

function effectOf(effect: number | null, diff: number | null, sd: number | null): number | null {
  if (effect !== null && (diff !== null || sd !== null))
    throw new AuditError('usage', 'give --effect, or --diff with --sd, not both');
  if ((diff === null) !== (sd === null))
    throw new AuditError(
      'usage',
      `--diff and --sd go together; ${diff === null ? '--diff' : '--sd'} is missing`,
    );
  return diff === null || sd === null ? effect : diff / sd;
}

function pilotOf(path: string, response: string | undefined, factors: string[] | undefined): TidyTable {
  if (response === undefined || factors === undefined)
    throw new AuditError('usage', '--pilot needs --response and at least one --factor');
  return parseTidyCsv(textChunks(path, 'the CSV file of a pilot'), { response, factors });
}
