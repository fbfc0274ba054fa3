// A driver call that never returns, tested through the real command: recording, study and process still end.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { readEvents } from '../../db/events.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { tinyDesign } from '../engine/tiny-design.ts';
import { type FakeNvml, fakeNvml } from '../fixtures/nvml/build-fake-nvml.ts';
import { call, dataDir } from './wattproof.ts';

/** Far longer than the test may take. */
const NEVER_MS = 3_600_000;

test('a recording ends beside a driver that never answers again, with its exit code and what was read before', async () => {
  const nvml = fakeNvml();
  try {
    const out = join(dataDir(), 'r.wattproof');
    // The command itself makes the driver hang, so that it does so within the recording.
    const command = `echo "block_ms=${NEVER_MS}" > "$0.next"; mv "$0.next" "$0.control"; sleep 1; exit 3`;
    const said = await call({
      args: ['record', '--out', out, '--json', '--', 'sh', '-c', command, nvml.library],
      env: { WATTPROOF_NVML_LIBRARY: nvml.library },
    });
    expect(said.stderr).toBe('');
    expect(said.code).toBe(3);
    const { energy, exit_code } = JSON.parse(said.stdout) as RecordDocument;
    expect(exit_code).toBe(3);
    expect(energy.find(({ domain }) => domain === 'gpu')?.flags).toContain('gap');
    const study = openStudyFile(out, 'read');
    const kinds = readEvents(study).map(({ kind }) => kind);
    const { state } = study.db.prepare('select state from study').get() as { state: string };
    const { rows } = study.db.prepare('select count(*) as rows from sample').get() as { rows: number };
    closeStudyFile(study);
    expect(kinds).toContain('sampler_behind');
    expect(state).toBe('done');
    expect(rows).toBeGreaterThan(0);
  } finally {
    nvml.remove();
  }
});

/** A sweep of two quick trials on this driver, or of two that would take minutes. */
function sweepOn(
  nvml: FakeNvml,
  epochs: number,
): { args: string[]; env: Record<string, string>; out: string } {
  const folder = dataDir();
  const [design, out] = [join(folder, 'd.json'), join(folder, 's.wattproof')];
  const factors = {
    precision: ['fp32'],
    batch_size: [32, 128],
    neurons: [32],
    layers: [1],
    epochs: [epochs],
  };
  writeFileSync(design, JSON.stringify(tinyDesign({ factors, replicates: 1 })));
  const args = ['run', design, '--out', out, '--no-report'];
  return { args, out, env: { WATTPROOF_NVML_LIBRARY: nvml.library } };
}

const stateOf = (path: string): string => {
  const study = openStudyFile(path, 'read');
  const { state } = study.db.prepare('select state from study').get() as { state: string };
  closeStudyFile(study);
  return state;
};

test('a sweep beside a driver that never answers again ends, at the end of its trials or by SIGTERM', async () => {
  const [finishing, stopped] = [fakeNvml(), fakeNvml()];
  try {
    const [short, long] = [sweepOn(finishing, 20), sweepOn(stopped, 10_000)];
    const hang = (nvml: FakeNvml) => nvml.set({ block_ms: NEVER_MS });
    const [end, kill] = await Promise.all([
      call({ ...short, when: { said: 'trial 1/2 done', then: () => hang(finishing) } }),
      call({
        ...long,
        when: {
          said: 'study ',
          then: async (signal) => {
            while (!existsSync(long.out)) await sleep(50);
            hang(stopped);
            await sleep(1500);
            signal('SIGTERM');
          },
        },
      }),
    ]);
    expect(end.stderr).toMatch(/trial 2\/2 done/);
    expect(stateOf(short.out)).toBe('done');
    expect(kill.code).toBe(1);
    expect(kill.stderr).toMatch(/stopped by the user/);
    expect(stateOf(long.out)).toBe('aborted');
  } finally {
    finishing.remove();
    stopped.remove();
  }
});

test('a driver that hangs from the start is given up at SIGTERM, before a study is made', async () => {
  const nvml = fakeNvml({ block_ms: NEVER_MS });
  try {
    const { out, ...sweep } = sweepOn(nvml, 20);
    const then = (signal: (name: NodeJS.Signals) => void) => void setTimeout(() => signal('SIGTERM'), 2000);
    const said = await call({ ...sweep, when: { said: 'study ', then } });
    expect(said.code).toBe(1);
    expect(said.stderr).toMatch(/stopped by the user/);
    expect(existsSync(out)).toBe(false);
  } finally {
    nvml.remove();
  }
});
