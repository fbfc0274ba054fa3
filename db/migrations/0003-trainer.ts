// Schema 3: who ran the products of a trial and where, what was left out, and what the validation examples said.

export const trainer0003 = `
alter table trial add column gemm text;                          -- 'own', or a library with its version
alter table trial add column cpus text;                          -- allowed CPUs as the kernel lists them
alter table trial add column skipped_steps integer;              -- null: the format cannot overflow
alter table trial add column validation_loss real;               -- null without validation examples
alter table trial add column validation_accuracy real;
`;
