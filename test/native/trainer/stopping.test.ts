// However a training is told to end, it ends: by its signal, by abort, by the end of stdin, by SIGTERM, with its parent.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { needs } from './programs.ts';
import { config, FIXTURES, TRAINER, train } from './training.ts';

const ENDLESS = config({ epochs: 1_000_000, neurons: 256 });

needs('trainer');

test('an abort signal ends the run as aborted, before it began or in the middle', async () => {
  const abort = new AbortController();
  const running = train(
    {},
    { config: ENDLESS, signal: abort.signal, onMessage: (m) => m.type === 'epoch' && abort.abort() },
  );
  expect((await running).outcome).toMatchObject({ kind: 'aborted' });
  const before = await train({}, { signal: AbortSignal.abort(), path: '/nowhere' });
  expect(before.outcome).toMatchObject({ kind: 'aborted' });
});

/** The program itself, when its first epoch is over. */
async function midway(): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(TRAINER);
  child.stdin.write(`${JSON.stringify({ cmd: 'start', config: ENDLESS })}\n`);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"epoch"')) break;
  return child;
}

test.each<[string, (child: ChildProcessWithoutNullStreams) => void]>([
  ['an abort command', (child) => child.stdin.write('{"cmd":"abort"}\n')],
  ['the end of stdin', (child) => child.stdin.end()],
  ['SIGTERM', (child) => child.kill('SIGTERM')],
  ['nobody reading any more', (child) => child.stdout.destroy()],
])('%s ends it with exit code 130', async (_, stop) => {
  const child = await midway();
  stop(child);
  const [exit_code] = await once(child, 'exit');
  expect(exit_code).toBe(130);
});

test('while it loads it hears an abort too', async () => {
  const child = spawn(TRAINER);
  const data = { kind: 'synthetic', samples: 1_000_000, features: 700, classes: 9, seed: 1 } as const;
  child.stdin.write(`${JSON.stringify({ cmd: 'start', config: { ...ENDLESS, data } })}\n`);
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('"load"')) break;
  child.stdin.write('{"cmd":"abort"}\n');
  expect((await once(child, 'exit'))[0]).toBe(130);
});

test.each([
  ['not JSON', 'start!', /expected JSON on stdin/],
  ['an unknown command', '{"cmd":"dance"}', /got command dance/],
  ['a start without a configuration', '{"cmd":"start"}', /expected \{"cmd":"start"/],
])('%s is refused with exit code 2', async (_, line, words) => {
  const child = spawn(TRAINER);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stdin.write(`${line}\n`);
  const [exit_code] = await once(child, 'close');
  expect(exit_code).toBe(2);
  expect(JSON.parse(said.trim().split('\n').at(-1) as string)).toMatchObject({
    type: 'error',
    code: 'config',
    message: expect.stringMatching(words),
  });
});

test('it does not outlive a parent that was killed', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'wattproof-orphan-'));
  // A shell stands between, to write down how the trainer ended when nobody else is left to see it.
  const wrapper = join(dir, 'wrapper.sh');
  const ended = join(dir, 'ended');
  writeFileSync(wrapper, `#!/bin/sh\n'${TRAINER}' "$@"\necho $? > '${ended}'\n`, { mode: 0o755 });
  const door = new URL('../../../native/trainer/process.ts', import.meta.url).href;
  const program = `
    import { runTrainer } from ${JSON.stringify(door)};
    await runTrainer({ path: ${JSON.stringify(wrapper)}, config: ${JSON.stringify(ENDLESS)}, onMessage(m) {
      if (m.type === 'epoch') console.log('training');
    } });`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program]);
  for await (const line of createInterface({ input: parent.stdout })) if (line.includes('training')) break;
  expect(existsSync(ended)).toBe(false);
  parent.kill('SIGKILL');
  await expect
    .poll(() => (existsSync(ended) ? readFileSync(ended, 'utf8') : ''), { timeout: 20_000 })
    .toBe('130\n');
});

test.each([
  ['stopped_from_outside', { kind: 'crashed', signal: 'SIGTERM' }, /killed by SIGTERM, and not by Wattproof/],
  [
    'leaves_as_if_aborted',
    { kind: 'crashed', exit_code: 130 },
    /exit code 130 \(aborted\), and not by Wattproof/,
  ],
])('a trainer that is %s failed: nobody asked it to end', async (lie, outcome, message) => {
  const path = `${FIXTURES}lies.mjs`;
  const ended = await train({}, { path, env: { ...process.env, WATTPROOF_TEST_LIE: lie } });
  expect(ended.outcome).toMatchObject({ ...outcome, message: expect.stringMatching(message) });
});

test('a trainer that an interrupt reached first was stopped by the same interrupt', async () => {
  const stop = new AbortController();
  const env = { ...process.env, WATTPROOF_TEST_LIE: 'leaves_as_if_aborted' };
  const onMessage = ({ type }: { readonly type: string }): void => {
    // Its exit follows at once; the abort of this process comes a moment later.
    if (type === 'epoch') setTimeout(() => stop.abort(), 100);
  };
  const { outcome } = await train(
    { epochs: 1 },
    { path: `${FIXTURES}lies.mjs`, env, signal: stop.signal, onMessage },
  );
  expect(outcome.kind).toBe('aborted');
});
