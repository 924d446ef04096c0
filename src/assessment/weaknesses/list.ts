/** Every weakness, by family. */
import { cleartextLogins } from './cleartext-logins.ts'
import { defaultCredentials } from './default-credentials.ts'
import { networkManagement } from './network-management.ts'
import { openServices } from './open-services.ts'
import { remoteAccess } from './remote-access.ts'
import type { Weakness } from './weakness.ts'
import { windowsLogins } from './windows-logins.ts'

export const weaknesses: readonly Weakness[] = [
  ...defaultCredentials,
  ...cleartextLogins,
  ...networkManagement,
  ...remoteAccess,
  ...windowsLogins,
  ...openServices,
]
