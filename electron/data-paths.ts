// Paths of data sets that a design may name: those that a dialog, an opened design file, a preset or the app itself gave.
// A page that makes one up could otherwise read a file's columns out of an error.
import path from 'node:path';
import type { Design } from '../core/design/design.ts';
import { AuditError } from '../core/errors.ts';
import type { DataConfig } from '../core/trainer-protocol.ts';

export interface DataPaths {
  /** Allows a path that the user chose. */
  allow(file: string): void;
  /** Allows the paths of a design that the user opened, or that the app made. */
  allowDesign(design: Design): void;
  /** @throws AuditError `usage` for a design with another path */
  check(design: Design): void;
}

/** @param dataset_dir folder of the data set that came with the app; null without one */
export function dataPaths(dataset_dir: string | null): DataPaths {
  const allowed = new Set(dataset_dir === null ? [] : [path.resolve(dataset_dir)]);
  const allow = (file: string): void => void allowed.add(path.resolve(file));
  return {
    allow,
    allowDesign(design) {
      for (const file of pathsOf(design)) allow(file);
    },
    check(design) {
      const made_up = pathsOf(design).find((file) => !allowed.has(path.resolve(file)));
      if (made_up !== undefined)
        throw new AuditError(
          'usage',
          `the data set ${made_up} was not chosen in this window; choose it with the button, or open the design again`,
        );
    },
  };
}

const pathsOf = ({ data, data_sets }: Design): readonly string[] =>
  [data, ...Object.values(data_sets)].flatMap((one: DataConfig) => ('path' in one ? [one.path] : []));
