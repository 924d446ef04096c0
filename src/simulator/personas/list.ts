/** All personas; one line each. */
import type { Persona } from '../persona.ts'
import type { ChildPersona } from '../unit.ts'
import { baxterGatewayServer } from './baxter-gateway-server.ts'
import { baxterSigmaSpectrum } from './baxter-sigma-spectrum.ts'
import { coreRouter } from './core-router.ts'
import { firewall } from './firewall.ts'
import { internetHost } from './internet-host.ts'
import { nameServer } from './name-server.ts'
import { windowsWorkstation } from './windows-workstation.ts'

export const personas: readonly Persona[] = [
  baxterGatewayServer,
  baxterSigmaSpectrum,
  coreRouter,
  firewall,
  internetHost,
  nameServer,
  windowsWorkstation,
]

/** Devices known only through a gateway. */
export const childPersonas: readonly ChildPersona[] = []
