// Regenerates native/trainer/protocol.schema.json; a test fails when it is out of date.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { protocolSchema } from '../native/trainer/protocol-schema.ts';
import { readWords } from './words.ts';

readWords({ usage: 'npm run schema\nWrites native/trainer/protocol.schema.json from its zod schema.' });

const file = path.resolve(import.meta.dirname, '..', 'native', 'trainer', 'protocol.schema.json');
writeFileSync(file, `${JSON.stringify(protocolSchema(), null, 2)}\n`);
process.stdout.write(`schema: written to ${path.relative(process.cwd(), file)}\n`);
