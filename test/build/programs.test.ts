// A compiled program is made again when, and only when, the content of a source is new; without a compiler it is passed over.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const can_compile = ['cmake', 'make', 'c++'].every((tool) => spawnSync('which', [tool]).status === 0);

// A checkout whose one program, kernels-asan by the table of build/setup/native.sh, is a few lines.
const root = mkdtempSync(path.join(tmpdir(), 'wattproof programs '));
const SOURCES = path.join(root, 'test/native/trainer/emulator');
const HEADER = path.join(SOURCES, 'value.h');
const LONG_AGO = new Date(2001, 0);

beforeAll(() => {
  cpSync(path.join(ROOT, 'build'), path.join(root, 'build'), { recursive: true });
  mkdirSync(path.join(root, 'native/trainer'), { recursive: true });
  mkdirSync(SOURCES, { recursive: true });
  writeFileSync(
    path.join(SOURCES, 'CMakeLists.txt'),
    'cmake_minimum_required(VERSION 3.18)\nproject(p LANGUAGES CXX)\nadd_executable(kernel-tests main.cpp other.cpp)\n',
  );
  writeFileSync(
    path.join(SOURCES, 'main.cpp'),
    '#include "value.h"\n#include <cstdio>\nint main() { std::printf("%d", VALUE); }\n',
  );
  writeFileSync(path.join(SOURCES, 'other.cpp'), 'int other() { return 1; }\n');
  writeFileSync(HEADER, '#define VALUE 1\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const programs = (words: readonly string[], env: NodeJS.ProcessEnv = process.env) =>
  spawnSync('/bin/bash', [path.join(root, 'build/programs.sh'), ...words], { env, encoding: 'utf8' });
const compiles = () => programs(['kernels-asan']).stderr;
const answer = () =>
  spawnSync(path.join(root, '.cache/native/kernels-asan/kernel-tests'), { encoding: 'utf8' }).stdout;
const COMPILING = 'set-up: kernels-asan: compiling\n';
/** Files compiled by the last run of make. */
const compiled = () => {
  const log = readFileSync(path.join(root, '.cache/setup.log'), 'utf8').split('== kernels-asan').at(-1) ?? '';
  return [...log.matchAll(/Building CXX object \S*\/(\w+\.cpp)/g)].map((match) => match[1]);
};

test.skipIf(!can_compile)('content decides, not time', () => {
  expect(programs(['--check', 'kernels-asan'])).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/older or missing; run: bash build\/programs\.sh kernels-asan\n$/),
  });
  expect(compiles()).toBe(COMPILING);
  expect(answer()).toBe('1');
  expect(compiles()).toBe('');
  expect(programs(['--check', 'kernels-asan'])).toMatchObject({ status: 0, stdout: '' });

  // A header with a new content and an old time, as out of an archive: its own dependants, and no other file.
  writeFileSync(HEADER, '#define VALUE 2\n');
  utimesSync(HEADER, LONG_AGO, LONG_AGO);
  expect(programs(['--check', 'kernels-asan']).status).toBe(1);
  expect(compiles()).toBe(COMPILING);
  expect(compiled()).toEqual(['main.cpp']);
  expect(answer()).toBe('2');

  // The same content with a new time.
  writeFileSync(HEADER, '#define VALUE 2\n');
  expect(compiles()).toBe('');

  // Other flags: everything.
  const flags = { ...process.env, CXXFLAGS: '-DOTHER' };
  expect(programs(['kernels-asan'], flags).stderr).toBe(COMPILING);
  expect(compiled().sort()).toEqual(['main.cpp', 'other.cpp']);
});

test('what does not compile is told, and stays out of date', () => {
  writeFileSync(HEADER, '#define VALUE unknown\n');
  const { status, stderr } = programs(['kernels-asan']);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    can_compile ? /kernels-asan: could not be compiled; see .*setup\.log/ : /is missing/,
  );
  expect(programs(['--check', 'kernels-asan']).status).not.toBe(0);
});

test('without a compiler it says what is missing, and whoever asks can skip', () => {
  const bin = path.join(root, 'bin');
  mkdirSync(bin);
  for (const tool of 'bash cat cut dirname find grep head mkdir sed sort uname xargs'.split(' ')) {
    const { stdout } = spawnSync('which', [tool], { encoding: 'utf8' });
    symlinkSync(stdout.trim(), path.join(bin, tool));
  }
  const env = { PATH: bin };
  expect(programs(['--check', 'kernels-asan'], env)).toMatchObject({
    status: 3,
    stdout: 'kernels-asan cannot be compiled here: cmake is missing\n',
  });
  expect(programs(['kernels-asan'], env)).toMatchObject({
    status: 1,
    stderr: 'set-up: kernels-asan: cannot be compiled, cmake is missing\n',
  });
});
