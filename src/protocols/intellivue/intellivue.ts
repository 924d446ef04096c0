/**
 * Data export of Philips IntelliVue monitors (Data Export Interface Programming Guide): the monitor announces
 * itself by broadcast on UDP 24005 and answers on 24105 whoever associates, without authentication. Read are the
 * monitor's identity and place; of the measured values and of the patient nothing.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { isAssociation, reportAssociation } from './association.ts'
import { isConnectIndication, isDataMessage, NOMENCLATURE_OCTETS, reportOperation } from './operation.ts'

/** Session identifier and presentation context before the operations of an association. */
const SESSION_OCTETS = 4

export const intellivue = {
  name: 'intellivue',
  title: 'Philips IntelliVue data export (UDP 24005 connect indication, 24105 association)',
  ports: { udp: [24005, 24105] },
  fields: {
    'intellivue.message': {
      label:
        'Message sent: connect-indication, association-request, association-accept, mds-create, poll ...',
      service: true,
    },
    'intellivue.manufacturer': { label: 'Manufacturer (system model attribute)' },
    'intellivue.model': { label: 'Model number (system model attribute)' },
    'intellivue.system-id': { label: 'System identifier, hex' },
    'intellivue.system-type': { label: 'Nomenclature code of the system (IEEE 11073-10101)' },
    'intellivue.mac': { label: 'MAC in the network address attribute' },
    'intellivue.bed-label': { label: 'Bed label: the place the monitor is set up for' },
    'intellivue.operating-mode': {
      label: 'Operating mode: monitoring, demo, service, standby, configuration',
    },
    'intellivue.serial-number': { label: 'Serial number (production specification)' },
    'intellivue.part-number': { label: 'Part number (production specification)' },
    'intellivue.hardware-revision': { label: 'Hardware revision (production specification)' },
    'intellivue.software-revision': { label: 'Software revision (production specification)' },
    'intellivue.firmware-revision': { label: 'Firmware revision (production specification)' },
    'intellivue.data-port': { label: 'UDP port that takes associations (protocol support attribute)' },
    'intellivue.system-kind': { label: 'System type of the association: client or server' },
    'intellivue.startup-mode': { label: 'Startup mode of the association: hot, warm or cold' },
  },
  datagram: {
    probe: (payload) => isConnectIndication(payload) || isDataMessage(payload) || isAssociation(payload),
    observe(payload: Uint8Array, to: DatagramReport) {
      if (isConnectIndication(payload)) reportOperation(new Cursor(payload, NOMENCLATURE_OCTETS), to)
      else if (isDataMessage(payload)) reportOperation(new Cursor(payload, SESSION_OCTETS), to)
      else reportAssociation(payload, to)
    },
  },
} satisfies Protocol
