/**
 * Baxter Sigma Spectrum large volume pump with its Wireless Battery Module. The battery is the network interface: a
 * Digi module that reports to one gateway server, and on old software keeps a diagnostic terminal open on TCP 23.
 */
import type { Persona } from '../persona.ts'
import { answer, ask, pause, type Script, told } from '../script.ts'
import { serviceKind } from '../service.ts'
import type { Unit } from '../unit.ts'
import { SMALL_DHCP } from './shared/dhcp-clients.ts'

/** What the diagnostic terminal greets with. */
export interface TerminalTraits {
  readonly greeting: string
}

export const DIAGNOSTIC_TERMINAL = serviceKind<TerminalTraits>('telnet', 'tcp', 23)

/** The gateway's port for pump reports; the number is the site's own choice, the message format is not published. */
export const SPECTRUM_GATEWAY = serviceKind<null>('spectrum-gateway', 'tcp', 51243)

export const baxterSigmaSpectrum: Persona = {
  id: 'baxter-sigma-spectrum',
  product: {
    type: 'infusion-pump-lvp',
    vendor: 'Baxter',
    model: 'Sigma Spectrum',
    criticality: 'life-sustaining',
    releases: [
      { version: '8.00.01', share: 5 },
      { version: '6.05.13', share: 3 },
    ],
    serial: (random) => String(random.int(700_000, 3_999_999)),
  },
  ouis: ['00409D'],
  stack: 'netos',
  zone: 'clinical-wireless',
  addressing: SMALL_DHCP,
  roles: ['pump', 'spectrum-pump'],
  services: (unit) => [DIAGNOSTIC_TERMINAL.offer({ greeting: `${terminalGreeting(unit)}login: ` })],
  population: { perBed: 0.5, wards: ['medical', 'surgical', 'emergency'], atLeast: 2 },
  wire: {
    'telnet:server': {
      shows: ['vendor', 'model', 'version', 'serial'],
      weak: ['telnet-in-use', 'pump-service-port-open'],
    },
  },
  live(unit) {
    unit.every(300, () => {
      unit.talk(unit.peer('spectrum-gateway'), SPECTRUM_GATEWAY, () => report(unit))
    })
  },
  source:
    'terminal text as published in the Rapid7 Recog telnet data; gateway channel without protection: ICSMA-20-170-04',
}

/** What the diagnostic terminal of its wireless battery module says before it asks for a login. */
export function terminalGreeting(unit: Unit): string {
  const mac = unit.mac.replaceAll(':', '-').toUpperCase()
  return [
    '',
    'SIGMA Spectrum Diagnostic Terminal',
    'Radio: 802.11b/g',
    `MAC: ${mac}`,
    'WBM Software Version: 20 D29',
    `SN: ${unit.serial}`,
    `Pump Software Version: v${unit.version}`,
    '',
    '',
  ].join('\r\n')
}

function* report(unit: Unit): Script {
  yield ask(Uint8Array.of(0x5a, 0x5a, ...unit.random.bytes(94)))
  yield answer(Uint8Array.of(0x5a, 0x5a, ...unit.random.bytes(22)), 0.02)
  yield told
  yield pause(0.2)
}
