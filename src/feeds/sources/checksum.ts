/** Checksum files as `sha256sum` and `sha512sum` write them: hex digits, then maybe a file name. */
export function checksumIn(text: string): string | null {
  return /^\s*\\?([0-9a-f]{128}|[0-9a-f]{64})(?:\s|$)/i.exec(text)?.[1]?.toLowerCase() ?? null
}
