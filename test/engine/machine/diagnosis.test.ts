// The file for a bug report: log, findings and versions, with every planted name of host, user, path and study taken out.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnosisText, writeDiagnosis } from '../../../engine/machine/diagnosis.ts';
import { inspectMachine } from '../../../engine/machine/doctor.ts';
import { type Personal, scrubbed } from '../../../engine/machine/scrub.ts';
import { testParts } from '../parts.ts';

const PERSONAL: Personal = {
  hosts: ['kestrel.lab.example.org', 'kestrel'],
  users: ['mkowalska'],
  homes: ['/home/mkowalska', 'C:\\Users\\mkowalska'],
};

test.each([
  ['the host', 'on Kestrel and kestrel.lab.example.org', 'on <host> and <host>'],
  ['the user', 'group mkowalska: no', 'group <user>: no'],
  ['a home', 'open /home/mkowalska/.config: denied', 'open ~/.config: denied'],
  ['a home on Windows', 'open C:\\Users\\mkowalska\\x: denied', 'open ~\\x: denied'],
  ['another disk of the user', '/media/mkowalska/usb', '/media/<user>/usb'],
  [
    'a study with spaces',
    'cannot write /data/Secret trial 7.wattproof: full',
    'cannot write <file>.wattproof: full',
  ],
  ['a study without a folder', 'opened secret-7.wattproof-wal', 'opened <file>.wattproof-wal'],
  [
    'a design, a table, a report',
    '/a/b.yaml, c.csv and d\\e.html',
    '<file>.yaml, <file>.csv and d\\<file>.html',
  ],
  ['two in a line', 'from /a/one.csv to /b/two.pdf', 'from <file>.csv to <file>.pdf'],
])('%s is taken out', (_, text, expected) => {
  expect(scrubbed(text, PERSONAL)).toBe(expected);
});

test.each([
  ['a word that holds the name', 'kestrels and mkowalskas'],
  ["the program's own files", 'at run (file:///opt/Wattproof/resources/app.asar/dist/electron/main.js:12:7)'],
  ['numbers and units', '0.5 W, 1.2.3, 12:30'],
])('%s stays', (_, text) => {
  expect(scrubbed(text, PERSONAL)).toBe(text);
});

test('names that every machine has are left: root, localhost', () => {
  expect(scrubbed('run as root on localhost', { hosts: ['localhost'], users: ['root'], homes: ['/'] })).toBe(
    'run as root on localhost',
  );
});

test('the text holds log, findings and versions, and nothing of what was planted', async () => {
  const parts = testParts();
  const planted = ['kestrel', 'mkowalska', 'Secret trial 7', 'GPU-0a1b2c3d'];
  parts.log.info(`sweep on kestrel by mkowalska into /home/mkowalska/studies/Secret trial 7.wattproof`);
  parts.log.error('the report', new Error('cannot write /media/mkowalska/Secret trial 7.html'));
  mkdirSync(join(parts.env.data_dir, 'crashes', 'completed'), { recursive: true });
  writeFileSync(join(parts.env.data_dir, 'crashes', 'completed', 'a.dmp'), 'memory of mkowalska');
  const document = await inspectMachine(parts);
  const [source] = document.sources;
  const with_gpu = {
    ...document,
    machine: {
      ...document.machine,
      gpus: [{ name: 'H100', uuid: 'GPU-0a1b2c3d-1', driver: '1', memory_b: 1, power_limit_w: null }],
    },
    sources: source ? [{ ...source, id: 'GPU-0a1b2c3d-1111-2222-3333-444455556666' }] : [],
  };
  const text = diagnosisText(parts, with_gpu, process.versions, PERSONAL);
  for (const secret of planted) expect(text).not.toContain(secret);
  expect(text).not.toContain(document.machine.hostname_hash);
  expect(text).toContain(`wattproof ${parts.app_version}\nnode ${process.versions.node}`);
  expect(text).toContain('sweep on <host> by <user> into <file>.wattproof');
  expect(text).toMatch(/== Crash reports\n\S+Z 19 bytes \(not included\)/);
  expect(text).toContain('"name": "H100"');
  expect(text).toContain(document.machine.cpu_model);
});

test('it is written for its owner alone, never over another file', async () => {
  const parts = testParts();
  const path = join(parts.env.data_dir, 'diagnosis.txt');
  await writeDiagnosis(parts, path);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^Wattproof diagnosis\nRead this file before you send it\./);
  if (homedir().length > 1) expect(text).not.toContain(homedir());
  if (!/^(localhost|root)$/.test(hostname())) expect(text).not.toMatch(new RegExp(`\\b${hostname()}\\b`));
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
  await expect(writeDiagnosis(parts, path)).rejects.toMatchObject({ code: 'usage' });
  await expect(writeDiagnosis(parts, join(path, 'below.txt'))).rejects.toMatchObject({ code: 'input' });
});
