// Finds out whether the process that writes a study is still running.

/** True while the writer of a study runs; a killed one leaves its trial marked as running. */
export function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
