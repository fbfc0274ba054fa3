// The tree keeps to its layers, and the check that says so refuses what it should.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkLayers } from '../../build/layers.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** A tree of the given files; returns what the check says of it. */
function violationsOf(files: Record<string, string>): readonly string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'wattproof-layers-'));
  made.push(root);
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), source);
  }
  return checkLayers(root).violations;
}

test('the product keeps to its layers, has no cycle, no file from test/ and none over the limit', () => {
  const { files, violations } = checkLayers(ROOT);
  expect(violations).toEqual([]);
  expect(files).toBeGreaterThan(100);
});

const CLEAN = {
  'core/a.ts': 'export type A = 1; export const a = 1;',
  'db/b.ts':
    "import Database from 'better-sqlite3'; import { a } from '../core/a.ts'; export const b = [Database, a];",
  'engine/c.ts': "import { b } from '../db/b.ts'; import fs from 'node:fs'; export const c = [b, fs];",
};

test('a tree that keeps the rules passes', () => {
  expect(violationsOf(CLEAN)).toEqual([]);
});

test.each([
  [
    'an upward import',
    'core/x.ts',
    "import { b } from '../db/b.ts';",
    /core\/x\.ts:1: core may not import db/,
  ],
  ['a type-only import', 'core/x.ts', "import type { b } from '../db/b.ts';", /core may not import db/],
  ['an inline type import', 'core/x.ts', "type B = import('../db/b.ts').B;", /core may not import db/],
  [
    'a re-export',
    'native/x.ts',
    "\nexport * from '../db/b.ts';",
    /native\/x\.ts:2: native may not import db/,
  ],
  ['a dynamic import', 'db/x.ts', "await import('../engine/c.ts');", /db may not import engine/],
  ['a computed import', 'db/x.ts', 'await import(name);', /db may not import \(computed\)/],
  ['a require', 'renderer/x.tsx', "const fs = require('fs');", /renderer may not import fs, node's own/],
  ['a file that is not there', 'cli/x.ts', "import '../engine/gone.ts';", /names no file/],
  ['the app from the terminal', 'cli/x.ts', "import '../electron/e.ts';", /cli may not import electron/],
  ['node in core', 'core/x.ts', "import { join } from 'node:path';", /core may not import node:path/],
  [
    'SQL outside db',
    'engine/x.ts',
    "import D from 'better-sqlite3';",
    /engine may not import better-sqlite3/,
  ],
  ['koffi outside native', 'engine/x.ts', "import k from 'koffi';", /engine may not import koffi/],
  [
    'electron in the engine',
    'engine/x.ts',
    "import { app } from 'electron';",
    /engine may not import electron/,
  ],
  ['react outside renderer', 'core/x.tsx', "import { useState } from 'react';", /core may not import react/],
  [
    'more than koffi in the NVML package',
    'native/nvml/x.ts',
    "import '../../core/a.ts';",
    /may not import core/,
  ],
  ['a file of test/', 'engine/x.ts', "import '../test/fake.ts';", /no layer's file/],
  ['the clock in core', 'core/x.ts', 'export const t = Date.now();', /core\/x\.ts:1: Date\.now in core/],
  ['today in core', 'core/x.ts', 'export const t = new Date();', /new Date\(\) in core/],
  ['a file too long', 'core/x.ts', 'export {};\n'.repeat(251), /251 lines, at most 250/],
])('%s is refused', (_what, file, source, expected) => {
  const violations = violationsOf({ ...CLEAN, 'test/fake.ts': '', 'electron/e.ts': '', [file]: source });
  expect(violations).toHaveLength(1);
  expect(violations[0]).toMatch(expected);
});

test('a cycle is refused and its way named', () => {
  const violations = violationsOf({
    'core/a.ts': "import { b } from './b.ts'; export const a = b;",
    'core/b.ts': "import { c } from './deep/c.ts'; export const b = c;",
    'core/deep/c.ts': "import { a } from '../a.ts'; export const c = a;",
  });
  expect(violations).toEqual(['import cycle: core/a.ts -> core/b.ts -> core/deep/c.ts -> core/a.ts']);
});

test('a cycle of types alone is a cycle too', () => {
  const violations = violationsOf({
    'core/a.ts': "import type { B } from './b.ts'; export type A = B;",
    'core/b.ts': "import type { A } from './a.ts'; export type B = A;",
  });
  expect(violations).toEqual(['import cycle: core/a.ts -> core/b.ts -> core/a.ts']);
});

test('a file that does not parse is an error, not a pass', () => {
  expect(() => violationsOf({ 'core/a.ts': 'import { from' })).toThrow(/core\/a\.ts/);
});
