/** Every weakness, by family. */

import { alike } from './alike.ts'
import { certificates } from './certificates.ts'
import { cleartextData } from './cleartext-data.ts'
import { cleartextLogins } from './cleartext-logins.ts'
import { clinicalData } from './clinical-data.ts'
import { defaultCredentials } from './default-credentials.ts'
import { embeddedStacks } from './embedded-stacks.ts'
import { internet } from './internet.ts'
import { listening } from './listening.ts'
import { names } from './names.ts'
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
import { webPages } from './web-pages.ts'
import { windowsLogins } from './windows-logins.ts'
import { wireless } from './wireless.ts'

/** What our own devices depend on at external peers: how logins and contents travel to them. */
export const weaknessesOfPeers: readonly Weakness[] = [
  ...defaultCredentials,
  ...cleartextLogins,
  ...networkManagement,
  ...tlsProtocol,
  ...certificates,
  ...ssh,
]

export const weaknesses: readonly Weakness[] = [
  ...defaultCredentials,
  ...cleartextLogins,
  ...networkManagement,
  ...remoteAccess,
  ...windowsLogins,
  ...openServices,
  ...unprovedClients,
  ...clinicalData,
  ...cleartextData,
  ...tlsProtocol,
  ...certificates,
  ...ssh,
  ...software,
  ...embeddedStacks,
  ...internet,
  ...segments,
  ...listening,
  ...alike,
  ...setup,
  ...names,
  ...webPages,
  ...wireless,
  ...overTime,
]
