// The window alone with prepared answers, for states that the test machine may not be able to produce.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ANSWERS, HANDED } from '../renderer/fake-app/answers.ts';
import { type Fake, launchFake } from '../renderer/fake-app/launch-fake.ts';
import { DOCTOR, SOURCES } from '../renderer/fake-app/machine.ts';
import { STUDY } from '../renderer/fake-app/study.ts';
import { showScreen } from './acts.ts';
import { setLevels } from './set-up-sweep.ts';

let fake: Fake;
beforeAll(async () => {
  fake = await launchFake();
});
afterAll(() => fake?.close());
const open = async (answers: typeof ANSWERS = {}): Promise<Fake> => {
  await fake.begin(answers);
  return fake;
};

const openStudy = async ({ page }: Fake): Promise<void> => {
  await showScreen(page, 'Results');
  await page.getByRole('combobox', { name: 'Study' }).click();
  await page.getByRole('option').first().click();
};

test('GPU readings, a gap in them and the state of the GPU are shown', async () => {
  const { page, send } = await open();
  await showScreen(page, 'Hardware');
  const sources = SOURCES.filter((source) => source.available);
  const gpus = [
    {
      device: 'nvml:GPU-1',
      temp_c: 61,
      clock_sm_mhz: 2535,
      clock_mem_mhz: null,
      util_pct: 87,
      memory_used_b: null,
      throttle_reasons: 0,
      power_limit_w: 165,
      performance_state: 2,
    },
  ];
  const samples = [
    { t_ns: 1e9, power_w: [100, 40, 12] },
    { t_ns: 2e9, power_w: [null, 41, 12] },
  ];
  await send('live:samples', { sources, samples, gpus, cpu: { temp_c: 54, util_pct: 12.4 } });
  const card = page.getByRole('group', { name: 'NVIDIA GeForce RTX 4060 Ti' });
  await card.getByText('61 °C').waitFor();
  await card.getByText('2,535 MHz').waitFor();
  // The memory clock is not available, which is not 0.
  await card.getByText('not available').waitFor();
  await page.getByText('100 W', { exact: true }).waitFor();
  const processor = page.getByRole('group', { name: 'Processor' });
  await processor.getByText('54 °C').waitFor();
  await processor.getByText('12.4 %').waitFor();
});

test('a machine that cannot be inspected shows the reason and offers to try again', async () => {
  const { page } = await open({
    'machine:inspect': {
      ok: false,
      error: { code: 'meter', message: 'the meters do not answer: plug them in' },
    },
  });
  await showScreen(page, 'Hardware');
  const alert = page.getByRole('alert');
  await alert.getByText('The meters do not answer: plug them in').waitFor();
  await alert.getByRole('button', { name: 'Try again' }).waitFor();
});

test('a study of measured and modelled parts carries the weaker banner and its kinds', async () => {
  await openStudy(await open());
  await fake.page.getByText('Part of the energy is estimated').waitFor();
  expect(await fake.page.getByTestId('modelled-banner').count()).toBe(0);
  await fake.page
    .getByRole('row', { name: /Precision × Batch size/ })
    .getByText('.002')
    .waitFor();
});

test('a measured study carries no banner', async () => {
  await openStudy(await open({ 'study:open': { ok: true, value: { ...STUDY, kind: 'measured' } } }));
  await fake.page.getByTestId('verdict').waitFor();
  expect(await fake.page.getByText('Part of the energy is estimated').count()).toBe(0);
  expect(await fake.page.getByTestId('modelled-banner').count()).toBe(0);
});

test('a study without analysis says why, and a study without energy has no CO2', async () => {
  await open({
    'study:open': {
      ok: true,
      value: {
        ...STUDY,
        analysis: null,
        why_no_analysis: 'only 1 trial is done',
        carbon: null,
        kind: 'none',
      },
    },
  });
  await openStudy(fake);
  await fake.page.getByText('Only 1 trial is done').waitFor();
  await fake.page.getByText('No energy was recorded, so CO₂ cannot be computed.').waitFor();
  await fake.page.getByText('No energy in this study').waitFor();
});

test('a sweep that does not start shows the reason and keeps the editor', async () => {
  const { page } = await open({
    'sweep:start': { ok: false, error: { code: 'trainer', message: 'the trainer is missing: build it' } },
  });
  await showScreen(page, 'Design');
  await page.getByRole('button', { name: 'Run this design' }).click();
  await page.getByRole('alert').getByText('The trainer is missing: build it').waitFor();
  expect(await page.getByRole('button', { name: 'Run this design' }).isEnabled()).toBe(true);
});

test('the badge shows a sweep on other screens, and a failed sweep shows the reason', async () => {
  const { page, send } = await open({
    'sweep:current': ANSWERS['sweep:current'] ?? { ok: true, value: null },
  });
  await send('sweep:progress', {
    ...HANDED,
    trial: 7,
    trials: 20,
    levels: { precision: 'fp32' },
    state: 'running',
    phase: 'train',
    phase_begin_ns: 0,
    pause: 'none',
    fraction: 0.33,
    eta_s: null,
    eta_ci_s: null,
    remaining: null,
    elapsed_s: 51,
    epoch: null,
  });
  await page.getByRole('navigation').getByText('7/20').waitFor();
  await showScreen(page, 'Run');
  await page.getByText('remaining time is known after the first trial').waitFor();
  await send('sweep:ended', { ...HANDED, state: 'failed', message: '2 trials in a row failed' });
  await page.getByRole('alert').getByText('2 trials in a row failed').waitFor();
});

test('hints point out batch sizes that tensor cores cannot fill, and that fp32 is not TF32', async () => {
  const { page } = await open();
  await showScreen(page, 'Design');
  await setLevels(page, 'Batch size', ['32', '100']);
  await page.getByText(/^100: not a multiple of 8/).waitFor();
  await page.getByText(/^fp32 is strict 32-bit arithmetic here/).waitFor();
});

test('outliers are left out of all that is shown, and taken back in', async () => {
  const { analysis, sweep } = STUDY;
  if (analysis === null || sweep === null) throw new TypeError('the study of the stand-in has an analysis');
  const without = { ...analysis, groups: analysis.groups.map((group) => ({ ...group, n: group.n - 1 })) };
  const outliers = {
    ...sweep.outliers,
    left_out: [{ trial: 10, levels: { precision: 'fp32', batch_size: '256' }, value: 1456 }],
    without,
  };
  const it = await open({ 'study:open': { ok: true, value: { ...STUDY, sweep: { ...sweep, outliers } } } });
  await openStudy(it);
  const sizes = (): Promise<string[]> =>
    it.page
      .getByRole('table', { name: /^Groups: / })
      .locator('tbody tr td:nth-child(3)')
      .allTextContents();
  await expect.poll(sizes).toEqual(['5', '5', '5', '5']);
  const leave = it.page.getByRole('switch', { name: 'Exclude 1 outlier' });
  await leave.click();
  await expect.poll(sizes).toEqual(['4', '4', '4', '4']);
  await leave.click();
  await expect.poll(sizes).toEqual(['5', '5', '5', '5']);
});

test('a locked source is fixed after the user has seen and accepted the plan', async () => {
  const [first, ...others] = DOCTOR.sources;
  if (first === undefined) throw new TypeError('the machine of the stand-in has sources');
  const locked = {
    ...first,
    id: 'rapl:package-0',
    device: 'Locked CPU',
    available: false,
    reason: 'permission denied',
    fix: 'sudo something',
    remedy: 'rapl_rule' as const,
  };
  const { page } = await open({
    'machine:inspect': { ok: true, value: { ...DOCTOR, sources: [locked, ...others] } },
    'machine:remedy-plan': {
      ok: true,
      value: ['As root, this program writes /etc/udev/rules.d/x:', '  RULE'],
    },
    'machine:remedy': { ok: true, value: 'log in again' },
  });
  await showScreen(page, 'Hardware');
  await page.getByRole('button', { name: 'Fix Locked CPU' }).click();
  await page.getByText('As root, this program writes /etc/udev/rules.d/x:').waitFor();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('Log in again').waitFor();
});
