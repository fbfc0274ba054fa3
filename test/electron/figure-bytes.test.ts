// A figure from the page is checked before it is written.
import { expect, test } from 'vitest';
import { AuditError } from '../../core/errors.ts';
import { FigureFile } from '../../core/figures/figure-file.ts';
import { figureBytes } from '../../electron/figure-bytes.ts';

const SVG = '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg">ö</svg>\n';
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);

test('an SVG file and a PNG picture become bytes', () => {
  expect(figureBytes({ name: 'a', format: 'svg', content: SVG }).toString('utf8')).toBe(SVG);
  expect(figureBytes({ name: 'a', format: 'png', content: PNG.toString('base64') })).toEqual(PNG);
});

test('anything else is refused', () => {
  for (const figure of [
    { name: 'a', format: 'svg', content: '<html></html>' },
    { name: 'a', format: 'svg', content: `${SVG}<script>` },
    { name: 'a', format: 'png', content: SVG },
    { name: 'a', format: 'png', content: '!!!' },
  ] as const)
    expect(() => figureBytes(figure)).toThrow(AuditError);
});

test('names with path parts, other formats and empty contents are refused', () => {
  const figure = { name: 'energy by cell', format: 'svg', content: SVG };
  expect(FigureFile.safeParse(figure).success).toBe(true);
  for (const part of [
    { name: '../../etc/passwd' },
    { name: 'a\\b' },
    { name: '' },
    { name: 'a\n' },
    { format: 'exe' },
    { content: '' },
    { more: 1 },
  ])
    expect(FigureFile.safeParse({ ...figure, ...part }).success, JSON.stringify(part)).toBe(false);
});
