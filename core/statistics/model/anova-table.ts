// The ANOVA as a table with effect sizes, one-way or factorial, with blocks and covariates where the table has them.
import type { Analysis, AnovaRow } from '../analysis.ts';
import type { TidyTable } from '../tidy-table.ts';
import { factorialAnova } from './factorial-anova.ts';
import { linearModelAnova, type ModelPart } from './linear-model-anova.ts';
import { modelGroups } from './model-groups.ts';
import type { StudyCells } from './study-cells.ts';
import { varianceExplained } from './variance-explained.ts';

interface Tests {
  readonly tests: readonly {
    readonly name: string;
    readonly ss: number;
    readonly df: number;
    readonly f: number | null;
    readonly p: number | null;
  }[];
  readonly ss_residual: number;
  readonly df_residual: number;
  readonly ss_total: number;
}

/**
 * Rows of all terms, of the block and the covariates, and the residual. A term that cannot be tested (no degrees of
 * freedom, no scatter left) has f and p null. With empty cells type III would depend on the coding of the factors: type
 * II is given instead. One factor is the factorial table with one term: both types and the one-way ANOVA then agree.
 */
export function anovaTable(study: StudyCells, wanted: 2 | 3, table: TidyTable): Analysis['anova'] {
  const ss_type = study.empty.length > 0 ? 2 : wanted;
  const is_plain = table.block === undefined && (table.covariates ?? []).length === 0;
  const { tests, ss_residual, df_residual, ss_total } = is_plain
    ? ofCells(study, ss_type)
    : ofRows(study, ss_type, table);
  const rows = tests.map(
    ({ name, ss, df, f, p }): AnovaRow => ({
      term: name,
      ss,
      df,
      ms: df > 0 ? ss / df : null,
      f,
      p,
      ...varianceExplained(ss, df, ss_residual, df_residual, ss_total),
    }),
  );
  const residual: AnovaRow = {
    term: 'residual',
    ss: ss_residual,
    df: df_residual,
    ms: df_residual > 0 ? ss_residual / df_residual : null,
    f: null,
    p: null,
    eta_sq: null,
    eta_sq_partial: null,
    omega_sq: null,
  };
  return { kind: study.factors.length > 1 ? 'factorial' : 'one-way', ss_type, rows: [...rows, residual] };
}

const nameOf = (study: StudyCells, term: readonly number[]): string =>
  term.map((index) => study.factors[index]?.name).join(':');

/** Without blocks and covariates the cells suffice: exact, and independent of the number of rows. */
function ofCells(study: StudyCells, ss_type: 2 | 3): Tests {
  const levels = study.factors.map((factor) => factor.levels.length);
  const { terms, ...rest } = factorialAnova(study.cells, levels, ss_type);
  return { ...rest, tests: terms.map(({ term, ...test }) => ({ name: nameOf(study, term), ...test })) };
}

function ofRows(study: StudyCells, ss_type: 2 | 3, table: TidyTable): Tests {
  const { groups, shape } = modelGroups(study, table);
  const partName = (part: ModelPart): string => {
    if ('term' in part) return nameOf(study, part.term);
    return 'blocks' in part ? (table.block as string) : (table.covariates?.[part.covariate] as string);
  };
  const { tests, ...rest } = linearModelAnova(groups, shape, ss_type);
  return { ...rest, tests: tests.map(({ part, ...test }) => ({ name: partName(part), ...test })) };
}
