// Runs the command line inside the test's process, for tests of its output rather than of its start.
import { vi } from 'vitest';
import { answer } from '../../cli/program.ts';
import { type Call, dataDir, isolated, type Said } from './wattproof.ts';

/** Calls run one at a time, because output and environment belong to the whole process. */
export async function answered({ args, env = {} }: Omit<Call, 'when'>): Promise<Said> {
  const said = { stdout: '', stderr: '' };
  for (const [name, value] of Object.entries({ ...isolated(dataDir()), ...env })) vi.stubEnv(name, value);
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      said[stream] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    }),
  );
  try {
    return { code: await answer(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** A call that must print one JSON document on stdout. */
export async function answeredJson(
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Record<string, never>> {
  const said = await answered({ args: [...args, '--json'], ...(env ? { env } : {}) });
  try {
    return JSON.parse(said.stdout);
  } catch {
    throw new Error(`not one JSON document (exit ${said.code}): ${said.stdout.slice(0, 200)} ${said.stderr}`);
  }
}
