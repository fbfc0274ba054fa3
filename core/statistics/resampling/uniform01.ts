// A seeded source of uniform numbers for draws by the million.

/**
 * Numbers in [0, 1) with 32 bits: Chris Doty-Humphrey's sfc32 (PractRand), twelve rounds after seeding. The same seed
 * gives the same numbers on every machine.
 */
export function uniform01(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, Math.trunc(seed / 2 ** 32) | 0, 1];
  const next = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return (out >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}
