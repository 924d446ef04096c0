/** Services that do what they are asked without asking who asks. */

import { isPump } from './kinds.ts'
import {
  AUTHENTICATION,
  AUTHORIZATION,
  ENCRYPTION_IN_TRANSIT,
  INTEGRITY_IN_TRANSIT,
  LEAST_FUNCTIONALITY,
  PRIVACY,
  SEGMENTATION,
} from './safeguards.ts'
import { any, seen, served, sightOf } from './sightings.ts'
import type { Judge, Weakness } from './weakness.ts'

/** What an answer tells is low, what it changes medium. */
const answering =
  (protocol: 'bacnet' | 'modbus', saw: string): Judge =>
  (view) => {
    const changes = view.of(`${protocol}.accepted`).length > 0
    return view
      .of(`${protocol}.answers`)
      .map((o) =>
        sightOf(o, `${saw}${changes ? ', and carries out changes' : ''}`, changes ? 'medium' : 'low'),
      )
  }

/** Service ports of pumps that advisories name as the way in. */
const SERVICE_PROTOCOLS = ['telnet', 'ftp', 'http']

export const openServices: readonly Weakness[] = [
  {
    id: 'unauthenticated-admin-page',
    title: 'Administrative page without a login',
    severity: 'high',
    why: 'Whoever knows its address reads the configuration, and often changes it.',
    cwe: [306],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Set a login for the web interface; update where the maker has mended it.',
    meanwhile: 'Let only the stations that manage the device reach the page.',
    guard: 'A page that itself asks for a password, a redirect and a request with a cookie are left out.',
    judge: seen(
      'http.open-admin-page',
      () => true,
      (word) => `A page under /${word} was served without a login`,
    ),
  },
  {
    id: 'rtsp-no-auth',
    title: 'Camera stream without a login',
    severity: 'high',
    why: 'Everybody may watch, also where patients are.',
    cwe: [306, 359],
    safeguards: [AUTHENTICATION, PRIVACY],
    remedy: 'Set a login for the stream in the camera.',
    meanwhile: 'Let only the recorder reach the camera.',
    guard:
      'Only a description or setup that succeeded without any login; a screen in a lobby may be meant to.',
    judge: seen('rtsp.auth-offered', 'none', 'A stream was described or set up without a login'),
  },
  {
    id: 'adb-exposed',
    title: 'Android debug bridge open',
    severity: 'critical',
    why: 'Whoever reaches the port has a command line, mostly with all rights.',
    cwe: [306],
    safeguards: [AUTHENTICATION, LEAST_FUNCTIONALITY],
    remedy: 'Switch debugging over the network off in the device.',
    meanwhile: 'Block TCP 5555 for everybody.',
    guard: 'Where a key was asked for it is high: keys are often accepted by a tap on the screen.',
    judge: any(
      seen('adb.access', 'open', 'The Android debug bridge connected a client without a key'),
      seen('adb.access', 'key', 'The Android debug bridge connected a client', 'high'),
    ),
  },
  {
    id: 'x11-open',
    title: 'X11 display open',
    severity: 'critical',
    why: 'Whoever reaches the port sees the screen, and types and clicks on it.',
    cwe: [306],
    safeguards: [AUTHENTICATION, LEAST_FUNCTIONALITY],
    remedy: 'Start the display server with -nolisten tcp, and require a cookie.',
    meanwhile: 'Block TCP 6000 to 6063 for everybody.',
    guard: 'Only where a client without any proof was let in.',
    judge: seen('x11.access', 'open', 'The display let a client in without a proof'),
  },
  {
    id: 'jdwp-exposed',
    title: 'Java debugger open',
    severity: 'critical',
    why: 'Whoever reaches the port runs code in the program.',
    cwe: [306, 489],
    safeguards: [AUTHENTICATION, LEAST_FUNCTIONALITY],
    remedy: 'Start the virtual machine without its debug agent.',
    meanwhile: 'Let nobody reach the port.',
    guard: 'Only where the virtual machine answered the handshake.',
    judge: seen('jdwp.access', 'open', 'The virtual machine takes debuggers without a login'),
  },
  {
    id: 'database-no-auth',
    title: 'Database without a login',
    severity: 'critical',
    why: 'Whoever reaches the port reads and changes what is stored.',
    cwe: [306],
    safeguards: [AUTHENTICATION, AUTHORIZATION],
    remedy: 'Require a login in the database, and let it listen only where it is needed.',
    meanwhile: 'Let only the servers that use it reach its port.',
    guard: 'Only where data or state was handed out without a login.',
    judge: any(
      ...(['redis', 'memcached', 'mongodb', 'elasticsearch'] as const).map((protocol) =>
        seen(`${protocol}.access`, 'open', `${protocol} handed out data without a login`),
      ),
      seen('postgresql.auth', 'none', 'PostgreSQL let a user in without any proof'),
    ),
  },
  {
    id: 'bacnet-unauthenticated',
    title: 'BACnet without authentication',
    severity: 'low',
    why: 'Whoever reaches the port reads, and where it takes writes (medium) commands, the building.',
    cwe: [306],
    safeguards: [AUTHENTICATION, SEGMENTATION],
    remedy: 'Move to BACnet/SC where controller and server have it.',
    meanwhile: 'Keep the building network closed, with the server as its only neighbour.',
    guard: 'Only confirmed services that were carried out; announcements alone do not count.',
    judge: answering('bacnet', 'It answers BACnet requests without a login'),
  },
  {
    id: 'modbus-unauthenticated',
    title: 'Modbus without authentication',
    severity: 'low',
    why: 'Whoever reaches the port reads, and where it takes writes (medium) commands, the plant.',
    cwe: [306],
    safeguards: [AUTHENTICATION, SEGMENTATION],
    remedy: 'Put a gateway with Modbus/TCP Security in front; the protocol itself has no login.',
    meanwhile: 'Let only its master reach TCP 502.',
    guard: 'Only functions that were carried out; refusals do not count.',
    judge: answering('modbus', 'It answers Modbus requests without a login'),
  },
  {
    id: 'pump-service-port-open',
    title: 'Service port of a pump open',
    severity: 'high',
    why: 'Advisories on pumps name it as the way in, to the settings of a device that doses.',
    cwe: [284],
    safeguards: [LEAST_FUNCTIONALITY, SEGMENTATION],
    remedy: 'Close the service with the maker’s tool, or update the pump’s communication module.',
    meanwhile: 'Let the pump’s network take no connections but those of its server.',
    guard:
      'Only where the pump answered; the laptop of biomedical engineering in a maintenance window is in the evidence.',
    judge: (view) =>
      !isPump(view)
        ? []
        : view.serves
            .filter((c) => c.answered && SERVICE_PROTOCOLS.includes(c.protocol ?? ''))
            .map((c) => served(view, c, `The pump answers ${c.protocol!.toUpperCase()}`)),
  },
  {
    id: 'medical-export-unauthenticated',
    title: 'Bedside export open to everybody',
    severity: 'medium',
    why: 'Any client gets vital signs and the patient’s name by asking.',
    cwe: [306],
    safeguards: [AUTHENTICATION, ENCRYPTION_IN_TRANSIT, INTEGRITY_IN_TRANSIT],
    remedy:
      'Switch the export off where no gateway uses it; use SDC or a secured gateway where the monitor has it.',
    meanwhile: 'Let only the licensed gateway reach the port.',
    guard:
      'Only an association that the monitor accepted; the gateway that is meant to ask is in the evidence.',
    judge: seen(
      'intellivue.message',
      'association-accept',
      'The monitor let a client take its data without a login',
    ),
  },
]
