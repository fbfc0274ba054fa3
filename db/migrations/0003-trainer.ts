// Schema 3: library and CPUs of a trial's matrix products, skipped steps, and validation results.

export const trainer0003 = `
alter table trial add column gemm text;                          -- 'own', or a library with its version
alter table trial add column cpus text;                          -- allowed CPUs as the kernel lists them
alter table trial add column skipped_steps integer;              -- null: the format cannot overflow
alter table trial add column validation_loss real;               -- null without validation examples
alter table trial add column validation_accuracy real;
`;
