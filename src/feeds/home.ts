/** Where Wardline keeps what it fetched: `--home`, else `WARDLINE_HOME`, else the data folder of the system. */
import { homedir } from 'node:os'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** XDG base directory specification, "XDG_DATA_HOME"; `%LOCALAPPDATA%` on Windows. */
export function stateHome(given: string | null, env: Environment = process.env): string {
  if (given) return given
  if (env.WARDLINE_HOME) return env.WARDLINE_HOME
  if (env.XDG_DATA_HOME) return join(env.XDG_DATA_HOME, 'wardline')
  if (process.platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'wardline')
  return join(homedir(), '.local', 'share', 'wardline')
}

/** Compiled libraries; may be deleted at any time. */
export const cacheFolder = (home: string): string => join(home, 'cache')

/** A folder for each feed. */
export const feedsFolder = (home: string): string => join(home, 'feeds')
