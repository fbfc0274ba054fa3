// Replaces data names by display names in the sentences of a sweep's analysis.
import type { Analysis } from '../statistics/analysis.ts';
import { RESPONSES } from '../study/responses.ts';
import { formatLevel, formatTerm } from './format.ts';

/**
 * The analysis with display names in its sentences: `energy_j` is training energy, `bf16_mixed` is bf16 mixed. Numbers,
 * terms and levels stay as they are. For sweeps only: columns of an imported CSV keep their names.
 */
export function inPlainNames(analysis: Analysis): Analysis {
  const say = speaker(analysis);
  const { headline, verdict, warnings } = analysis;
  return {
    ...analysis,
    headline: headline && { ...headline, reason: say(headline.reason) },
    verdict: { text: say(verdict.text), apa: say(verdict.apa) },
    warnings: warnings.map(say),
  };
}

function speaker({ anova, groups }: Analysis): (text: string) => string {
  const words = new Map<string, string>(RESPONSES.map(({ name, label }) => [name, label.toLowerCase()]));
  for (const { levels } of groups)
    for (const [factor, level] of Object.entries(levels)) {
      words.set(factor, formatTerm(factor));
      words.set(level, formatLevel(level));
    }
  const crossings = anova.rows.map(({ term }) => term).filter((term) => term.includes(':'));
  return (text) =>
    crossings
      .reduce((sentence, term) => sentence.replaceAll(term, formatTerm(term)), text)
      .replaceAll(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+/g, (name) => words.get(name) ?? name)
      .replaceAll(/(^|[.!?] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
