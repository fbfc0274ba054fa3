// Papers of the repository agree with it and keep their form: citation, forms, workflow, change log, decisions.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The keys that the schema of CFF 1.2.0 requires, and those that are used here; any other is refused. */
const Citation = z.strictObject({
  'cff-version': z.literal('1.2.0'),
  message: z.string().min(1),
  title: z.string().min(1),
  authors: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
  type: z.enum(['software', 'dataset']),
  abstract: z.string().min(1),
  version: z.string(),
  license: z.string(),
  'repository-code': z.url(),
  url: z.url(),
  keywords: z.array(z.string().min(1)).min(1),
});

test('CITATION.cff is valid and agrees with package.json', () => {
  const citation = Citation.parse(parse(read('CITATION.cff')));
  const about = JSON.parse(read('package.json'));
  expect(citation).toMatchObject({
    title: 'Wattproof',
    version: about.version,
    license: about.license,
    'repository-code': about.repository.url.replace(/^git\+|\.git$/g, ''),
    url: about.homepage,
    authors: [{ name: about.author.name }],
  });
  expect(about.bugs.url).toBe(`${citation['repository-code']}/issues`);
  expect(() => Citation.parse({ ...citation, authors: undefined })).toThrow(/authors/);
});

test('every issue form asks for what the machine can measure', () => {
  for (const form of ['bug', 'wrong-number', 'hardware']) {
    const { body } = parse(read(`.github/ISSUE_TEMPLATE/${form}.yml`)) as {
      body: readonly { id: string; attributes: { label: string }; validations?: { required: boolean } }[];
    };
    const doctor = body.find(({ id }) => id === 'doctor');
    expect(doctor?.attributes.label, form).toContain('wattproof doctor --json');
    expect(doctor?.validations, form).toEqual({ required: true });
  }
});

test('the workflow runs the two commands of the README', () => {
  const { jobs } = parse(read('.github/workflows/test.yml')) as {
    jobs: { linux: { steps: readonly { run?: string }[] } };
  };
  const commands = jobs.linux.steps.flatMap(({ run }) => run ?? []);
  expect(commands).toEqual(expect.arrayContaining(['npm start', 'npm test']));
});

test('the change log has the form of Keep a Changelog, unreleased changes on top', () => {
  const log = read('CHANGELOG.md');
  const [first, ...older] = [...log.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(first).toBe('[Unreleased]');
  for (const heading of older) expect(heading).toMatch(/^\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$/);
  const kinds = [...log.matchAll(/^### (.*)$/gm)].map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(0);
  for (const kind of kinds)
    expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toContain(kind);
});

test('every decision has a number of its own, a date, and what was the case, was decided and follows', () => {
  const pages = readdirSync(path.join(ROOT, 'docs/decisions')).filter((file) => file !== 'README.md');
  const index = read('docs/architecture.md');
  expect(pages.sort().map((file) => Number(file.slice(0, 4)))).toEqual(pages.map((_, i) => i + 1));
  for (const page of pages) {
    const text = read(`docs/decisions/${page}`);
    expect(text, page).toMatch(new RegExp(`^# ${page.slice(0, 4)} .+\n\nDate: \\d{4}-\\d{2}-\\d{2}\n`));
    const parts = [...text.matchAll(/^## (.*)$/gm)].map(([, part]) => part);
    expect(parts, page).toEqual(['Context', 'Decision', 'Consequences']);
    expect(index).toContain(`(decisions/${page})`);
  }
});
