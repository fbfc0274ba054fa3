// Whether the writer of a study is still at it.

/** Whether the process that was writing the study still runs; a killed one leaves its trial marked running. */
export function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
