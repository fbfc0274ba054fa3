// The outlier rule in words.
import type { OutlierRule } from '../design/protocol.ts';

/** `further than 3 interquartile ranges from the quartiles of its cell`. */
export function outlierRuleInWords(rule: OutlierRule): string {
  if (rule.kind === 'none') return 'none';
  return rule.kind === 'iqr'
    ? `further than ${rule.k} interquartile ranges from the quartiles of its cell`
    : `further than ${rule.k} robust standard deviations from the median of its cell`;
}
