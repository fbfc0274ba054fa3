// The trainer's protocol as JSON Schema, for programs that are written in another language. Made from the schemas
// that check every message, so it cannot say anything else.
import { z } from 'zod';
import { TrainerConfig, TrainerMessage } from '../../core/trainer-protocol.ts';

const Command = z.discriminatedUnion('cmd', [
  z.object({ cmd: z.literal('start'), config: TrainerConfig }),
  z.object({ cmd: z.literal('abort') }),
]);

/** As in `protocol.schema.json`: `$defs.command` goes to stdin, `$defs.message` comes from stdout. */
export function protocolSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Protocol of wattproof-trainer: one JSON object a line',
    anyOf: [{ $ref: '#/$defs/command' }, { $ref: '#/$defs/message' }],
    $defs: {
      config: definition(TrainerConfig, 'input'),
      command: definition(Command, 'input'),
      message: definition(TrainerMessage, 'output'),
    },
  };
}

/** What has a default may be left out of a command; a message has all its fields. Neither has unknown ones. */
function definition(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties = false;
    },
  });
  return rest;
}
