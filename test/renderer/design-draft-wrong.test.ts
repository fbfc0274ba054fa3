// Wrong entries in a draft: each is reported at its field instead of guessed.
import { describe, expect, test } from 'vitest';
import { designOf } from '../../renderer/screens/design/draft/design-of.ts';
import type { Draft } from '../../renderer/screens/design/draft/draft.ts';
import { firstDraft } from '../../renderer/screens/design/draft/first-design.ts';

const FIRST = firstDraft(
  {
    name: 'cpu',
    available: true,
    device: 'CPU',
    precisions: ['fp32', 'bf16_mixed'],
    reason: null,
    isa: 'amx',
  },
  null,
);
const LEVELS = (levels: Readonly<Record<string, readonly string[]>>): Partial<Draft> => ({
  factors: { ...FIRST.factors, ...levels },
});

const PROTOCOL = (part: Partial<Draft['protocol']>): Partial<Draft> => ({
  protocol: { ...FIRST.protocol, ...part },
});
const DATA = (part: Partial<Draft['data']>): Partial<Draft> => ({ data: { ...FIRST.data, ...part } });
const OWN = (...levels: Draft['user_factors'][number]['levels']): Partial<Draft> => ({
  user_factors: [{ name: 'own', levels }],
});

describe('a wrong entry is reported at its field', () => {
  test.each<[string, Partial<Draft>, string, RegExp]>([
    [
      'a level that is no number',
      LEVELS({ batch_size: ['64', 'many'] }),
      'factors.batch_size',
      /“many” is not a number/,
    ],
    ['half a layer', LEVELS({ layers: ['1.5'] }), 'factors.layers', /“1.5” is not a whole number/],
    ['a negative level', LEVELS({ epochs: ['-1'] }), 'factors.epochs', /too small: expected at least 1/],
    ['a level too large', LEVELS({ batch_size: ['70000'] }), 'factors.batch_size', /at most 65,536/],
    ['no level at all', LEVELS({ neurons: [] }), 'factors.neurons', /at least one level/],
    ['no precision', LEVELS({ precision: [] }), 'factors.precision', /at least one level/],
    ['a level twice', LEVELS({ batch_size: ['64', '064'] }), 'factors.batch_size', /64 appears twice/],
    ['a rate of 0', LEVELS({ learning_rate: ['0', '1'] }), 'factors.learning_rate', /more than 0/],
    ['a share above its end', LEVELS({ dropout: ['0.95'] }), 'factors.dropout', /at most 0.9/],
    ['nothing varied', LEVELS({ precision: ['fp32'], batch_size: ['8'] }), 'factors', /nothing to compare/],
    ['no name', { name: '  ' }, 'name', /give the study a name/],
    ['emptied replicates', { replicates: '' }, 'replicates', /enter a number/],
    ['zero replicates', { replicates: 0 }, 'replicates', /at least 1/],
    ['half a seed', { seed: 0.5 }, 'seed', /not a whole number/],
    ['an emptied learning rate', { learning_rate: '' }, 'learning_rate', /enter a number/],
    ['a minus alone', { weight_decay: '-' }, 'weight_decay', /“-” is not a number/],
    ['too long a baseline', { idle_s: 601 }, 'idle_s', /at most 600/],
    ['too many trials', { replicates: 1000, ...LEVELS({ epochs: many(30) }) }, 'design', /at most 100,000/],
    ['a width of 0', { hidden: ['64', '0'] }, 'hidden', /at least 1/],
    ['no filters', { channels: [] }, 'channels', /at least one number/],
    [
      'widths against neurons',
      { hidden: ['64'], ...LEVELS({ neurons: ['8', '16'] }) },
      'hidden',
      /remove one of the two/,
    ],
    ['a Latin square that does not close', { order: 'latin_square' }, 'order', /multiple of 4 replicates/],
    ['a folder not chosen', DATA({ kind: 'idx' }), 'data', /choose the folder/],
    ['pictures not chosen', DATA({ kind: 'images' }), 'data', /folder of images/],
    ['a file not chosen', DATA({ kind: 'csv' }), 'data', /choose the CSV/],
    ['a class not named', DATA({ kind: 'csv', path: '/a.csv', label: ' ' }), 'data', /class column/],
    ['a bundled set that is not there', DATA({ kind: 'bundled' }), 'data', /includes no data set/],
    ['emptied samples', DATA({ samples: '' }), 'data', /Samples: enter a number/],
    ['one class', DATA({ classes: 1 }), 'data', /Classes: “1” is too small: expected at least 2/],
    [
      'most of the data to validate on',
      DATA({ validation: 0.9 }),
      'data',
      /Validation share: “0.9” is too large/,
    ],
    ['too many warm-ups', PROTOCOL({ warmup_trials: 21 }), 'protocol.warmup_trials', /at most 20/],
    [
      'no band',
      PROTOCOL({ waits_for_cooling: true, thermal_band_c: '' }),
      'protocol.thermal_band_c',
      /enter a number/,
    ],
    [
      'no wait',
      PROTOCOL({ waits_for_cooling: true, thermal_timeout_s: 0 }),
      'protocol.thermal_timeout_s',
      /at least 1/,
    ],
    ['a limit of 0', PROTOCOL({ outlier_k: 0 }), 'protocol.outliers', /at least 0.5/],
    ['a stop rule for four cells', PROTOCOL({ stops: true }), 'protocol.stop', /two levels, got 4 cells/],
    ['a width of 0 %', PROTOCOL({ stops: true, stop_half_width_pct: 0 }), 'protocol.stop', /at least 0.01/],
    [
      'a nameless factor',
      { user_factors: [{ name: '', levels: [] }] },
      'user_factors.',
      /give the factor a name/,
    ],
    [
      'a name with a space',
      { user_factors: [{ name: 'My way', levels: [] }] },
      'user_factors.My way',
      /lower-case/,
    ],
    ['a nameless level', OWN({ label: '', settings: [] }), 'user_factors.own', /every level a name/],
    [
      'levels that tell nothing',
      OWN({ label: 'a', settings: [] }, { label: 'b', settings: [] }),
      'user_factors.own',
      /expected a trainer field/,
    ],
    [
      'a level twice in one’s own',
      OWN({ label: 'a', settings: [] }, { label: 'a', settings: [] }),
      'user_factors.own',
      /a appears twice/,
    ],
    [
      'a setting that is no number',
      OWN({ label: 'a', settings: [{ field: 'dropout', value: 'x' }] }),
      'user_factors.own',
      /a, dropout: “x” is not a number/,
    ],
    [
      'a setting said by a factor',
      OWN({ label: 'a', settings: [{ field: 'batch_size', value: '8' }] }),
      'user_factors.own',
      /already set by the factor batch_size/,
    ],
    [
      'a list with a hole',
      OWN({ label: 'a', settings: [{ field: 'hidden', value: '8, x' }] }),
      'user_factors.own',
      /“x” is not a number/,
    ],
    [
      'an own factor called as another',
      {
        user_factors: [
          { name: 'layers', levels: [{ label: 'a', settings: [{ field: 'dropout', value: '0' }] }] },
        ],
      },
      'user_factors.layers',
      /of that name exists already/,
    ],
    [
      'a generator of nothing',
      {
        fraction: { generators: [{ made: 'batch_size', is_negative: false, of: [] }], accept_resolution: 3 },
      },
      'fraction',
      /two factors that generate/,
    ],
    [
      'a fraction that mixes too much',
      {
        ...LEVELS({ epochs: ['1', '2'] }),
        fraction: {
          generators: [{ made: 'epochs', is_negative: false, of: ['precision', 'batch_size'] }],
          accept_resolution: 4,
        },
      },
      'fraction',
      /resolution of 4 or more, got 3/,
    ],
  ])('%s', (_case, part, where, said) => {
    const result = designOf({ ...FIRST, ...part }, null);
    const problems = result.kind === 'problems' ? result.problems : [];
    expect(problems.map((one) => one.where)).toEqual([where]);
    expect(problems[0]?.text).toMatch(said);
  });

  test('all problems are reported, not only the first', () => {
    const result = designOf({ ...FIRST, name: '', replicates: '', ...LEVELS({ layers: ['x'] }) }, null);
    expect(result.kind === 'problems' && result.problems.map(({ where }) => where)).toEqual([
      'name',
      'factors.layers',
      'replicates',
    ]);
  });
});

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i + 1));
