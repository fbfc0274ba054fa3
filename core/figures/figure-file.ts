// A figure as the window hands it over to be written to a file.
import { z } from 'zod';

export const FigureFile = z.strictObject({
  /** Of the file that is proposed, without its ending. */
  name: z
    .string()
    .min(1)
    .max(120)
    .regex(/^[^\u0000-\u001f/\\:*?"<>|]+$/),
  format: z.enum(['svg', 'png']),
  /** SVG: the whole file. PNG: its bytes in base64. */
  content: z.string().min(1).max(30_000_000),
});
export type FigureFile = z.infer<typeof FigureFile>;
