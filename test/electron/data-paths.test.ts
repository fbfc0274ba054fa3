// A design of the page may name only data sets that the user or the app chose.
import { expect, test } from 'vitest';
import { Design } from '../../core/design/design.ts';
import { dataPaths } from '../../electron/data-paths.ts';

const csv = (path: string) => ({ kind: 'csv', path, label: 'class' });
const design = (data: unknown, data_sets: Record<string, unknown> = {}): Design =>
  Design.parse({ name: 'x', factors: { precision: ['fp32', 'tf32'] }, replicates: 2, data, data_sets });

test('synthetic data, the bundled set and chosen paths are allowed', () => {
  const data = dataPaths('/opt/wattproof/fashion-mnist');
  data.check(design({ kind: 'synthetic', samples: 10, features: 2, classes: 2 }));
  data.check(design({ kind: 'idx', path: '/opt/wattproof/fashion-mnist/' }));
  data.allow('/home/ada/flowers.csv');
  data.check(design(csv('/home/ada/flowers.csv')));
  const opened = design(csv('/home/ada/a.csv'), { b: csv('/home/ada/b.csv') });
  data.allowDesign(opened);
  data.check(opened);
  data.check(design(csv('/home/ada/b.csv')));
});

test('any other path is refused, in the data as in the data sets', () => {
  const data = dataPaths(null);
  data.allow('/home/ada/flowers.csv');
  for (const path of ['/etc/passwd', '/home/ada/flowers.csv/../.netrc', '/home/ada', '', 'flowers.csv']) {
    const fault = expect.objectContaining({
      code: 'usage',
      message: expect.stringContaining('was not chosen'),
    });
    expect(() => data.check(design(csv(path)))).toThrow(fault);
    expect(() => data.check(design(csv('/home/ada/flowers.csv'), { other: csv(path) }))).toThrow(fault);
  }
});
