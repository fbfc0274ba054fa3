// Makes the messages: valid ones of every channel, and the same with parts replaced, removed, added or repeated.
import { PRESET_NAMES } from '../../core/design/presets.ts';
import { DEFAULT_SETTINGS } from '../../core/settings.ts';
import { below, pick } from './damage.ts';

type Random = () => number;

/** Files that a message may name, and handles that were given. */
export interface Known {
  readonly studies: readonly string[];
  readonly reports: readonly string[];
  /** A data set that the user chose. */
  readonly data: string;
  /** Files and folders that nobody handed out. */
  readonly strangers: readonly string[];
}

/** Channels that ask the machine or the trainer, or ask for rights: valid messages to them are another test's. */
const ONLY_WRONG = [
  'machine:inspect',
  'machine:watch',
  'machine:remedy',
  'live:start',
  'design:quick',
  'design:preset',
];

const study = (random: Random, known: Known): string => pick(random, known.studies);
const design = (random: Random, known: Known): unknown => ({
  name: 'fuzz',
  factors: { precision: ['fp32'], batch_size: [32, 64] },
  replicates: 2,
  idle_s: 0,
  cooldown_s: 0,
  data: pick(random, [
    { kind: 'synthetic', samples: 10, features: 2, classes: 2 },
    { kind: 'csv', path: known.data, label: 'class' },
    { kind: 'csv', path: pick(random, known.strangers), label: 'class' },
    { kind: 'idx', path: pick(random, known.strangers) },
  ]),
});

/** Valid arguments of a channel, where it takes any. */
const VALID: Readonly<Record<string, (random: Random, known: Known) => unknown[]>> = {
  'design:preset': (random) => [pick(random, PRESET_NAMES)],
  'design:save': (random, known) => [design(random, known)],
  'design:forecast': (random, known) => [design(random, known)],
  'sweep:start': (random, known) => [design(random, known)],
  'sweep:wall': (random) => [{ power_w: below(random, 300), age_s: 1 }],
  'study:line': (random, known) => [{ study: study(random, known) }],
  'study:verify': (random, known) => [{ study: study(random, known) }],
  'study:salvage': (random, known) => [{ study: study(random, known) }],
  'study:open': (random, known) => [{ study: study(random, known), alpha: 0.05 }],
  'trial:open': (random, known) => [{ study: study(random, known), trial: 1 + below(random, 9) }],
  'trial:exclude': (random, known) => [
    { study: study(random, known), trial: 1 + below(random, 9), reason: 'a reason' },
  ],
  'trial:include': (random, known) => [{ study: study(random, known), trial: 1 + below(random, 9) }],
  'report:export': (random, known) => [{ study: study(random, known), format: 'html' }],
  'figure:save': () => [{ name: 'a', format: 'svg', content: '<?xml version="1.0"?><svg></svg>' }],
  'report:show': (random, known) => [
    { report: pick(random, [...known.reports, `report-${'A'.repeat(22)}`]) },
  ],
  'app:page-error': () => [{ message: 'a fault', stack: null }],
  'data:choose': (random) => [pick(random, ['folder', 'csv'])],
  'settings:set': (random, known) => [
    { ...DEFAULT_SETTINGS, pue: 1 + random(), studies_dir: pick(random, [null, ...known.strangers]) },
  ],
  'study:dropped': (random, known) => [study(random, known)],
};

const junk = (random: Random, known: Known): unknown =>
  pick<unknown>(random, [
    ...known.strangers,
    ...known.studies,
    `study-${'A'.repeat(22)}`,
    `report-${'_'.repeat(22)}`,
    '../../../etc/shadow',
    'file:///etc/passwd',
    '__proto__',
    'constructor',
    '',
    '\u0000',
    'x'.repeat(5000),
    '\u001b]0;x\u0007',
    null,
    undefined,
    true,
    -1,
    0,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    [],
    {},
    [[[[[[]]]]]],
    { __proto__: null, path: '/etc/passwd' },
    { path: pick(random, known.strangers) },
    new Date(0),
    new Uint8Array(8),
    10n ** 30n,
    new Map([['study', '/etc/passwd']]),
  ]);

/** The same value with one place of it replaced, removed, added to or repeated. */
function damaged(value: unknown, random: Random, known: Known): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.2) return junk(random, known);
  if (Array.isArray(value)) {
    const copy = [...value];
    const at = below(random, copy.length + 1);
    const what = random();
    if (what < 0.2) copy.splice(at, 1);
    else if (what < 0.4) copy.splice(at, 0, junk(random, known));
    else copy[at] = damaged(copy[at], random, known);
    return copy;
  }
  const copy: Record<string, unknown> = { ...value };
  const keys = Object.keys(copy);
  const key = pick(random, [...keys, 'path', 'study', 'x']);
  const what = random();
  if (what < 0.2) delete copy[key];
  else copy[key] = damaged(copy[key], random, known);
  return copy;
}

/** One message to a channel; `only_wrong` names more channels that get no valid one. */
export function message(
  channel: string,
  random: Random,
  known: Known,
  only_wrong: readonly string[] = [],
): unknown[] {
  const is_wrong = [...ONLY_WRONG, ...only_wrong].includes(channel);
  const args = VALID[channel]?.(random, known) ?? [];
  if (random() < 0.35 && !is_wrong) return args;
  let wrong: unknown = args;
  for (let times = 1 + below(random, 3); times > 0; times -= 1) wrong = damaged(wrong, random, known);
  const list = Array.isArray(wrong) ? wrong : [wrong];
  return list.length === 0 && is_wrong ? [junk(random, known)] : list;
}
