// A figure that the window passes to the main process to be saved.
import { z } from 'zod';

export const FigureFile = z.strictObject({
  /** Proposed file name without its extension. */
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
