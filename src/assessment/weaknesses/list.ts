/** Every weakness, by family. */

import { alike } from './alike.ts'
import { certificates } from './certificates.ts'
import { cleartextData } from './cleartext-data.ts'
import { cleartextLogins } from './cleartext-logins.ts'
import { defaultCredentials } from './default-credentials.ts'
import { internet } from './internet.ts'
import { listening } from './listening.ts'
import { networkManagement } from './network-management.ts'
import { openServices } from './open-services.ts'
import { overTime } from './over-time.ts'
import { remoteAccess } from './remote-access.ts'
import { segments } from './segments.ts'
import { setup } from './setup.ts'
import { software } from './software.ts'
import { ssh } from './ssh.ts'
import { tlsProtocol } from './tls-protocol.ts'
import { unprovedClients } from './unproved-clients.ts'
import type { Weakness } from './weakness.ts'
import { windowsLogins } from './windows-logins.ts'

export const weaknesses: readonly Weakness[] = [
  ...defaultCredentials,
  ...cleartextLogins,
  ...networkManagement,
  ...remoteAccess,
  ...windowsLogins,
  ...openServices,
  ...unprovedClients,
  ...cleartextData,
  ...tlsProtocol,
  ...certificates,
  ...ssh,
  ...software,
  ...internet,
  ...segments,
  ...listening,
  ...alike,
  ...setup,
  ...overTime,
]
