// Describes why a GPU's clocks are held down, from NVML's clocks-event reasons (nvml.h).

const WORDS: readonly (readonly [mask: number, word: string])[] = [
  [0x04, 'at its power limit'],
  [0x08, 'slowed down by hardware'],
  [0x20, 'slowed down by heat (software)'],
  [0x40, 'slowed down by heat (hardware)'],
  [0x80, 'slowed down by its power supply'],
];

/** Empty: not held down. Null: the card does not report it. */
export const slowdownWords = (reasons: number | null): readonly string[] | null =>
  reasons === null ? null : WORDS.filter(([mask]) => (reasons & mask) !== 0).map(([, word]) => word);
