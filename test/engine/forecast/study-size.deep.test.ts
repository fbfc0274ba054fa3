// The size of a study, forecast by timing the machine and from an earlier study, against the study that is then made.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forecastSweep } from '../../../engine/forecast/forecast-sweep.ts';
import { runSweep } from '../../../engine/sweep/sweep.ts';
import { testParts } from '../parts.ts';
import { tinyDesign } from '../tiny-design.ts';

test('within 20 %', async () => {
  const parts = testParts();
  const signal = new AbortController().signal;
  const run = async (name: string, replicates: number): Promise<string> => {
    const study_path = join(parts.env.data_dir, `${name}.wattproof`);
    const design = tinyDesign({ replicates, idle_s: 1 });
    const { state } = await runSweep(parts, { design, study_path, signal, onProgress() {} });
    expect(state).toBe('done');
    return study_path;
  };
  const earlier = await run('earlier', 4);
  const design = tinyDesign({ replicates: 25, idle_s: 1 });
  const forecast = async (study_path: string | null): Promise<number> =>
    (await forecastSweep(parts, design, { study_path, watch_s: 0.5, signal, onCell() {} })).study_size_b;
  const [timed_b, studied_b] = [await forecast(null), await forecast(earlier)];
  const made_b = statSync(await run('made', 25)).size;
  const shares = { timed: timed_b / made_b, studied: studied_b / made_b };
  for (const [name, share] of Object.entries(shares)) {
    expect(share, `${name}: ${JSON.stringify({ timed_b, studied_b, made_b })}`).toBeGreaterThan(0.8);
    expect(share, name).toBeLessThan(1.2);
  }
  console.log(JSON.stringify({ timed_b, studied_b, made_b, ...shares }));
});
