// Builds insert statements that name their columns, so that a column added later cannot shift the others.

/** `insert into table (a, b) values (@a, @b)`; `or` decides what happens when the row already exists. */
export const insertSql = (
  table: string,
  columns: readonly string[],
  or: 'abort' | 'ignore' | 'replace' = 'abort',
): string =>
  `insert or ${or} into ${table} (${columns.join(', ')}) values (${columns.map((name) => `@${name}`).join(', ')})`;
