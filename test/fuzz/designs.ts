// Damaged designs: the examples and presets as YAML and JSON. One that is still a design is laid out, if it is small.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOut, trialCount } from '../../core/design/layout.ts';
import { loadDesign } from '../../engine/design/design-file.ts';
import { damagedBytes, pick } from './damage.ts';
import { type FuzzTarget, fuzzFolder, fuzzing } from './target.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples/designs', import.meta.url));
/** A larger design is only checked. */
const MOST_TRIALS = 2000;

const texts = readdirSync(EXAMPLES)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(join(EXAMPLES, file), 'utf8'));
let path: string | null = null;

export const target: FuzzTarget<Buffer> = {
  make(random) {
    return damagedBytes(Buffer.from(pick(random, texts)), random);
  },
  feed(bytes) {
    path ??= join(fuzzFolder(), 'design.yaml');
    writeFileSync(path, bytes);
    const design = loadDesign(path);
    if (trialCount(design) <= MOST_TRIALS) layOut(design);
  },
};
export const attack = fuzzing(import.meta.url);
