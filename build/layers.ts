// Enforces the layers: reads every import of the product and reports each one that breaks a rule.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { findCycle } from './layers/cycle.ts';
import { type Import, parseFile } from './layers/parse.ts';
import { LAYERS, MOST_LINES, NOT_PRODUCT, SHARED_FILES } from './layers/rules.ts';

const FOLDERS = [...new Set(Object.keys(LAYERS).map((layer) => layer.split('/')[0] ?? layer))];
const SOURCE = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

export interface LayerReport {
  /** Number of files read: with none, nothing was checked. */
  readonly files: number;
  /** One line per violation: `file:line: what is wrong`. */
  readonly violations: readonly string[];
}

/** Checks the layers under `root`, including type-only imports. */
export function checkLayers(root: string): LayerReport {
  const files = FOLDERS.flatMap((folder) => sourcesUnder(root, folder));
  const graph = new Map<string, string[]>();
  const violations: string[] = [];
  for (const file of files) {
    const source = readFileSync(path.join(root, file), 'utf8');
    const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0);
    if (lines > MOST_LINES) violations.push(`${file}: ${lines} lines, at most ${MOST_LINES}; split it`);
    const { imports, clock } = parseFile(file, source);
    const local = imports.filter(({ specifier }) => specifier.startsWith('.'));
    graph.set(
      file,
      local.map((one) => targetOf(file, one)).filter((target) => SOURCE.test(target)),
    );
    for (const one of imports) {
      const broken = isLocal(one) ? brokenEdge(root, file, one) : brokenPackage(file, one);
      if (broken !== null) violations.push(`${file}:${one.line}: ${broken}`);
    }
    if (layerOf(file)?.rules.clock === false)
      for (const { specifier, line } of clock)
        violations.push(
          `${file}:${line}: ${specifier} in ${layerOf(file)?.name}; have time and chance handed in`,
        );
  }
  const cycle = findCycle(graph);
  if (cycle) violations.push(`import cycle: ${cycle.join(' -> ')}`);
  return { files: files.length, violations };
}

function sourcesUnder(root: string, folder: string): string[] {
  const full = path.join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesUnder(root, file);
    return SOURCE.test(entry.name) && !NOT_PRODUCT.includes(file) ? [file] : [];
  });
}

const isLocal = ({ specifier }: Import): boolean => specifier.startsWith('.') || specifier.startsWith('/');

/** Target of a relative import, as a path from the root. */
const targetOf = (file: string, { specifier }: Import): string =>
  path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));

function layerOf(file: string) {
  const name = Object.keys(LAYERS).find((folder) => file.startsWith(`${folder}/`));
  const rules = name === undefined ? undefined : LAYERS[name];
  return name === undefined || rules === undefined ? null : { name, rules };
}

function brokenEdge(root: string, file: string, one: Import): string | null {
  const target = targetOf(file, one);
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === null) return null;
  if (!existsSync(path.join(root, target))) return `${one.specifier} names no file`;
  if (to === null)
    return SHARED_FILES[target]?.includes(from.name)
      ? null
      : `${from.name} may not import ${target}, no layer's file`;
  if (to.name === from.name || from.rules.layers.includes(to.name)) return null;
  return `${from.name} may not import ${to.name} (${target}); it may import ${from.rules.layers.join(', ') || 'no other layer'}`;
}

function brokenPackage(file: string, { specifier }: Import): string | null {
  const from = layerOf(file);
  if (from === null) return null;
  if (isBuiltin(specifier))
    return from.rules.node ? null : `${from.name} may not import ${specifier}, node's own`;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return from.rules.packages.includes(name)
    ? null
    : `${from.name} may not import ${name}; a package is placed in build/layers/rules.ts first`;
}
