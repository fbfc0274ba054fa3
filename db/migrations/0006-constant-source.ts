// Schema 6: a column marks constant estimates, which until then were recognised by the first word of their method.

export const constantSource0006 = `
alter table source add column is_constant integer not null default 0 check (is_constant in (0, 1));
update source set is_constant = 1 where kind = 'modelled' and method like 'constant%';
`;
