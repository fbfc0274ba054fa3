// Finds all imports of a source file, in any form, and its direct uses of time or chance.
import { parseSync } from 'vite';

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

export interface Parsed {
  readonly imports: readonly Import[];
  /** Direct uses of time or chance: `Date.now`, `new Date()`, `Math.random`, `performance.now`. */
  readonly clock: readonly Import[];
}

type Node = { readonly type: string; readonly start: number } & Record<string, unknown>;

const IMPORTING = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);
const CLOCKS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomUUID']);

/** @throws Error when the file does not parse, since an unread file would pass every rule. */
export function parseFile(file: string, source: string): Parsed {
  const { program, errors } = parseSync(file, source, { sourceType: 'module' });
  const [error] = errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const imports: Import[] = [];
  const clock: Import[] = [];
  const lineOf = (node: Node): number => source.slice(0, node.start).split('\n').length;

  const visit = (node: Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ specifier, line: lineOf(node) });
    const name = clockOf(node);
    if (name !== null) clock.push({ specifier: name, line: lineOf(node) });
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child);
  };
  visit(program as unknown as Node);
  return { imports, clock };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The module that a node imports; null for any other node. A computed name cannot be followed, so it is refused. */
function specifierOf(node: Node): string | null {
  const source = isRequire(node) ? (node['arguments'] as unknown[])[0] : node['source'];
  if (!IMPORTING.has(node.type) && !isRequire(node)) return null;
  if (source === null || source === undefined) return null;
  const text = isNode(source) && source.type === 'Literal' ? source['value'] : undefined;
  return typeof text === 'string' ? text : '(computed)';
}

const isRequire = (node: Node): boolean =>
  node.type === 'CallExpression' && nameOf(node['callee']) === 'require';

function clockOf(node: Node): string | null {
  if (node.type === 'NewExpression' && nameOf(node['callee']) === 'Date')
    return (node['arguments'] as unknown[]).length === 0 ? 'new Date()' : null;
  const name = node.type === 'MemberExpression' ? nameOf(node) : null;
  return name !== null && CLOCKS.has(name) ? name : null;
}

/** `a` or `a.b`; null for anything else. */
function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier') return String(node['name']);
  if (node.type !== 'MemberExpression' || node['computed'] === true) return null;
  const [object, property] = [nameOf(node['object']), nameOf(node['property'])];
  return object === null || property === null ? null : `${object}.${property}`;
}
