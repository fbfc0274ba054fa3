// The adapters as any python3 reads them; what the PyTorch adapter does is tried in adapters.deep.test.ts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './training.ts';

test('the Keras adapter and what both share are Python without errors of syntax', () => {
  for (const file of [
    'keras_tensorflow.py',
    'pytorch.py',
    'protocol.py',
    'config.py',
    'examples.py',
    'machine.py',
  ]) {
    const source = join(ROOT, 'native', 'trainer', 'adapters', file);
    const { status, stderr } = spawnSync(
      'python3',
      ['-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', source],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
  }
});
