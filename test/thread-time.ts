/** Milliseconds of processor time that this thread has used: what others do on the machine does not count, as it does by the clock. */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
