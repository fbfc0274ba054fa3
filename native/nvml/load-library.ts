// Finds and loads the driver's library: the one named, or the first candidate that loads.
import koffi, { type LibraryHandle } from 'koffi';
import { NvmlError } from './errors.ts';
import { libraryCandidates } from './library.ts';

export interface LoadedLibrary {
  /** The name or path that loaded. */
  readonly place: string;
  readonly handle: LibraryHandle;
}

/** Throws `LIBRARY_NOT_FOUND` with every place that was tried and why it did not load. */
export function loadLibrary(library: string | undefined): LoadedLibrary {
  const candidates = library === undefined ? libraryCandidates() : [library];
  /** Places by the reason for which they did not load, so that five missing files are one reason. */
  const refusals = new Map<string, string[]>();
  for (const place of candidates) {
    try {
      return { place, handle: koffi.load(place, { lazy: true }) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const reason = message.replace(/^Failed to load [^:]*: /, '');
      refusals.set(reason, [...(refusals.get(reason) ?? []), place]);
    }
  }
  const tried = [...refusals].map(([reason, places]) => `${places.join(', ')}: ${reason}`).join('; ');
  throw new NvmlError(
    'LIBRARY_NOT_FOUND',
    `no NVIDIA driver library found (${tried || `none is known on ${process.platform}`})`,
  );
}
