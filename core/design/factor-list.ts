// All factors of a design in one list, wherever they come from.
import { type Design, EXTRA_FACTOR_NAMES, FACTOR_NAMES } from './design.ts';

export interface FactorLevels {
  readonly name: string;
  readonly levels: readonly (string | number)[];
}

type OfFactors = Pick<Design, 'factors'> & Partial<Pick<Design, 'user_factors'>>;

/** Base factors, then the optional ones the design names, then the user's own; each with one level or more. */
export function factorList({ factors, user_factors = {} }: OfFactors): FactorLevels[] {
  return [
    ...FACTOR_NAMES.map((name) => ({ name, levels: factors[name] })),
    ...EXTRA_FACTOR_NAMES.flatMap((name) => {
      const levels = factors[name];
      return levels === undefined ? [] : [{ name, levels }];
    }),
    ...Object.entries(user_factors).map(([name, options]) => ({ name, levels: Object.keys(options) })),
  ];
}

/** Names of the factors with two levels or more: those that can be analysed. */
export const variedFactors = (design: OfFactors): string[] =>
  factorList(design)
    .filter(({ levels }) => levels.length > 1)
    .map(({ name }) => name);
