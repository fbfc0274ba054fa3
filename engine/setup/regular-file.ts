// Looks at a file before it is opened: a pipe or a device may never end, and opening one may already wait for ever.
import { statSync } from 'node:fs';

/** Size in bytes. @throws the system's error, or one in words for a pipe, device or socket; a folder is the caller's to tell. */
export function regularSize(path: string): number {
  const facts = statSync(path);
  if (!facts.isFile() && !facts.isDirectory())
    throw new Error('it is a pipe or a device, expected a regular file; copy its content to one');
  return facts.size;
}
