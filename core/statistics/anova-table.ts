// The ANOVA as a table with effect sizes, one-way or factorial, as the design asks for.
import type { Analysis, AnovaRow } from '../analysis.ts';
import { factorialAnova } from './factorial-anova.ts';
import type { StudyCells } from './study-cells.ts';
import { varianceExplained } from './variance-explained.ts';

/**
 * Rows of all terms and the residual. A term that cannot be tested (no degrees of freedom, no scatter within the cells)
 * has f and p null. With empty cells type III would depend on the coding of the factors: type II is given instead.
 * One factor is the factorial table with one term: both types and the one-way ANOVA then agree.
 */
export function anovaTable(study: StudyCells, wanted: 2 | 3): Analysis['anova'] {
  const ss_type = study.empty.length > 0 ? 2 : wanted;
  const { terms, ss_residual, df_residual, ss_total } = factorialAnova(
    study.cells,
    study.factors.map((factor) => factor.levels.length),
    ss_type,
  );
  const rows = terms.map(
    ({ term, ss, df, f, p }): AnovaRow => ({
      term: term.map((index) => study.factors[index]?.name).join(':'),
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
