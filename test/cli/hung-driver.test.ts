// A driver call that never returns, tested through the real command: recording, study and process still end.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordDocument } from '../../core/study/record-document.ts';
import { readEvents } from '../../db/events.ts';
import { closeStudyFile, openStudyFile } from '../../db/study-file.ts';
import { fakeNvml } from '../fixtures/nvml/build-fake-nvml.ts';
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
