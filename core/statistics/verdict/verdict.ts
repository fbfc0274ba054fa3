// Says in plain words what the tests found, and never more, so that it can be quoted.
import type { Analysis, Findings } from '../analysis.ts';
import type { MarginalContrast } from '../model/marginal-contrasts.ts';
import type { StudyCells } from '../model/study-cells.ts';
import type { AnalysisOptions } from '../options.ts';
import { apaSentence } from './apa-sentence.ts';
import { factorialVerdict } from './factorial-verdict.ts';
import { oneFactorVerdict } from './one-factor-verdict.ts';

/**
 * `text`: is the difference real (test, p, alpha), how large is it (difference with interval and unit), how large is the
 * effect. A result that is not significant is "no evidence of a difference", never "no difference". For modelled values
 * the text begins by saying that they prove nothing. `apa`: the same tests in the style of the American Psychological
 * Association, 7th edition.
 */
export function verdict(
  found: Findings,
  study: StudyCells,
  contrasts: readonly MarginalContrast[],
  beside: readonly string[],
  options: AnalysisOptions,
): Analysis['verdict'] {
  const unit = options.unit ? ` ${options.unit}` : '';
  const text =
    study.factors.length === 0
      ? 'There is only one group: nothing to compare.'
      : study.factors.length === 1
        ? oneFactorVerdict(found, study, contrasts, beside, unit)
        : factorialVerdict(found, study, contrasts, beside, unit);
  const proviso = modelProviso(study, options.kind);
  return { text: proviso === null ? text : `${proviso} ${text}`, apa: apaSentence(found) };
}

/** A model's output differs where its inputs differ: a test of it is a test of the model. */
function modelProviso(study: StudyCells, kind: AnalysisOptions['kind']): string | null {
  if (kind !== 'modelled' && kind !== 'mixed') return null;
  const first = study.factors[0]?.name;
  const levels = first === 'precision' ? 'precisions' : first === undefined ? 'groups' : `levels of ${first}`;
  const energies = /energy|_j$/i.test(study.response)
    ? 'These energies'
    : `These values of ${study.response}`;
  const what =
    kind === 'modelled'
      ? 'are estimates from a model'
      : 'are partly measured and partly estimates from a model';
  return `${energies} ${what} and are no evidence of a difference between ${levels}. Taken at face value:`;
}
