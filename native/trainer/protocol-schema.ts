// The trainer's protocol as JSON Schema, for programs in other languages. Generated from the schemas that validate
// every message, so the two always agree.
import { z } from 'zod';
import { TrainerConfig, TrainerMessage } from '../../core/trainer-protocol.ts';

const Command = z.discriminatedUnion('cmd', [
  z.object({ cmd: z.literal('start'), config: TrainerConfig }),
  z.object({ cmd: z.literal('abort') }),
]);

/** Content of `protocol.schema.json`: `$defs.command` goes to stdin, `$defs.message` comes from stdout. */
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

/** A command may omit fields with a default; a message has all its fields. Neither allows unknown ones. */
function definition(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      if (jsonSchema.type === 'object') jsonSchema.additionalProperties = false;
    },
  });
  return rest;
}
