// Schema 6: whether a source is a constant estimate is a column; until then the first word of its method said so.

export const constantSource0006 = `
alter table source add column is_constant integer not null default 0 check (is_constant in (0, 1));
update source set is_constant = 1 where kind = 'modelled' and method like 'constant%';
`;
