// Splits a text into its first sentence and the rest.

/** A sentence ends before a capital: `p = .05` does not end one. The rest is empty when there is only one sentence. */
export function firstSentence(text: string): [first: string, rest: string] {
  const end = text.search(/[.!?] (?=\p{Lu})/u);
  return end === -1 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
}
