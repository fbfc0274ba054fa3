// Checks the bytes of a figure before they are written, since the page is not trusted.
import { AuditError } from '../core/errors.ts';
import type { FigureFile } from '../core/figures/figure-file.ts';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @throws AuditError `usage` for content that is not of its format. */
export function figureBytes({ format, content }: FigureFile): Buffer {
  const bytes = Buffer.from(content, format === 'png' ? 'base64' : 'utf8');
  const fits =
    format === 'png'
      ? bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)
      : content.startsWith('<?xml') && content.trimEnd().endsWith('</svg>');
  if (!fits)
    throw new AuditError(
      'usage',
      `expected a figure as ${format.toUpperCase()}, got something else; open the screen again and save the figure once more`,
    );
  return bytes;
}
