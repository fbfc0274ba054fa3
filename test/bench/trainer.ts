// `npm run bench:trainer [-- ROUNDS SECONDS [quick]]`: training speed of the bundled trainer against PyTorch, taking turns.
// The table gives medians of per-round ratios with their quartiles. PyTorch is that of the python in WATTPROOF_BENCH_PYTHON, or the
// first of python3 and /usr/bin/python3 that has it.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWords } from '../../build/words.ts';
import { percentile } from './lateness.ts';
import { RateServer } from './rate-server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD = join(ROOT, '.cache', 'trainer-bench');
const STEPS = fileURLToPath(new URL('./torch-steps.py', import.meta.url));
const USAGE = `npm run bench:trainer [-- ROUNDS [SECONDS [quick]]]
Times training against PyTorch in turns of SECONDS (0.5); ROUNDS is 9 by default, quick takes one network alone.`;
const [rounds_text, turn_text, quick] = readWords({ usage: USAGE, most: 3 });
const rounds = Number(rounds_text ?? 9);
const turn_s = Number(turn_text ?? 0.5);
const THREADS = availableParallelism();
const WIDTHS = quick ? [512] : [64, 512, 1024, 2048];
const BATCHES = quick ? [128] : [32, 128, 512];
const FLAGS = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ') ?? [];
const ISAS = [
  ['avx512', 'avx512f'],
  ['avx2', 'avx2'],
].flatMap(([isa, flag]) => (FLAGS.includes(flag as string) ? [isa as string] : []));

const python = [process.env['WATTPROOF_BENCH_PYTHON'], 'python3', '/usr/bin/python3'].find(
  (name) => name && spawnSync(name, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
);
const compiles =
  python !== undefined &&
  spawnSync(python, [STEPS, '32', 'adam', 'fp32', '8,8,4', '1', 'compiled'], {
    input: '',
    stdio: ['pipe', 'ignore', 'ignore'],
  }).status === 0;

execFileSync(
  'cmake',
  ['-S', join(ROOT, 'native', 'trainer'), '-B', BUILD, '-DTRAINER_BENCH=ON', '-DCMAKE_BUILD_TYPE=Release'],
  { stdio: 'ignore' },
);
execFileSync('cmake', ['--build', BUILD, '--parallel', '2', '--target', 'trainer-bench'], {
  stdio: 'ignore',
});

interface Runner {
  readonly name: string;
  readonly server: RateServer;
}

const own = (isa: string, batch: number, precision: string, widths: string, gemm = 'own'): Runner => ({
  name: `${precision} ${isa}${gemm === 'own' ? '' : ` ${gemm}`}`,
  server: new RateServer(
    join(BUILD, 'trainer-bench'),
    [String(batch), 'adam', precision, widths, String(THREADS), gemm],
    {
      WATTPROOF_TRAINER_ISA: isa,
    },
  ),
});

async function torch(mode: 'eager' | 'compiled', batch: number, widths: string): Promise<Runner> {
  const server = new RateServer(python as string, [
    STEPS,
    String(batch),
    'adam',
    'fp32',
    widths,
    String(THREADS),
    mode,
  ]);
  const version = await server.line();
  return { name: `PyTorch ${version} ${mode}`, server };
}

/** Rates of every runner, round by round, each round in the other order. */
async function takeTurns(runners: readonly Runner[]): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
  for (const { server } of runners) await server.rate(turn_s);
  for (let round = 0; round < rounds; round++)
    for (const { name, server } of round % 2 === 0 ? runners : [...runners].reverse())
      rates.get(name)?.push(await server.rate(turn_s));
  return rates;
}

const ratio = (over: readonly number[], under: readonly number[]): string => {
  const ratios = over.map((rate, round) => rate / (under[round] as number));
  const at = (p: number): string => percentile(ratios, p)?.toFixed(2) ?? '-';
  return `${at(0.5)} (${at(0.25)}-${at(0.75)})`;
};

const out = (line: string): boolean => process.stdout.write(`${line}\n`);
out(
  `${cpus()[0]?.model}, ${THREADS} threads, Adam; ${rounds} rounds of ${turn_s} s; load before: ${loadavg()[0]?.toFixed(2)}`,
);
if (python === undefined)
  out('no python with PyTorch: bash build/setup.sh torch, or name one in WATTPROOF_BENCH_PYTHON');
let heads: string[] = [];
for (const width of WIDTHS)
  for (const batch of BATCHES) {
    const widths = `784,${width},${width},10`;
    const runners = ISAS.map((isa) => own(isa, batch, 'fp32', widths));
    for (const isa of ISAS) runners.push(own(isa, batch, 'fp32', widths, 'libxsmm'));
    if (FLAGS.includes('avx512_bf16')) runners.push(own('avx512_bf16', batch, 'bf16', widths));
    const ours = [...runners];
    if (python !== undefined) {
      runners.push(await torch('eager', batch, widths));
      if (compiles) runners.push(await torch('compiled', batch, widths));
    }
    const theirs = runners.slice(ours.length);
    const rates = await takeTurns(runners);
    for (const { server } of runners) await server.close();
    const of = (name: string): readonly number[] => rates.get(name) ?? [];
    // The better of eager and compiled, round by round.
    const better = of(theirs[0]?.name ?? '').map((_, round) =>
      Math.max(...theirs.map(({ name }) => of(name)[round] as number)),
    );
    const base = python === undefined ? of(`fp32 ${ISAS[0]}`) : better;
    if (heads.length === 0) {
      heads = ours.map(({ name }) => name);
      out(
        `| 784-n-n-10 | batch | ${heads.join(' | ')} | bf16 / our fp32 |${theirs.length > 1 ? ' compiled / eager |' : ''}`,
      );
      out(`|---|---|${'---|'.repeat(heads.length + 1)}${theirs.length > 1 ? '---|' : ''}`);
    }
    const cells = heads.map((name) => ratio(of(name), base));
    const bf16 = rates.has('bf16 avx512_bf16')
      ? ratio(of('bf16 avx512_bf16'), of('fp32 avx512'))
      : 'no such CPU';
    const compiled =
      theirs.length > 1 ? ` ${ratio(of(theirs[1]?.name ?? ''), of(theirs[0]?.name ?? ''))} |` : '';
    out(`| ${width} | ${batch} | ${cells.join(' | ')} | ${bf16} |${compiled}`);
  }
out(
  `Ratios of samples per second over ${python === undefined ? `our own ${ISAS[0]}` : 'the better of PyTorch eager and compiled'}; GPU: not run on hardware.`,
);
