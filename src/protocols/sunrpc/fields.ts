/** What remote calls tell whatever program is called; programs inside them share these fields. */
import type { FieldTable } from '../../model/observation.ts'

export const rpcFields = {
  'sunrpc.program': {
    label: 'Program that answered a call, with its version (name or number)',
    service: true,
  },
  'sunrpc.versions': { label: 'Versions of a program that the server has, where it was asked for another' },
  'sunrpc.registered': {
    label: 'What the portmapper lists: program, version, transport and port',
    service: true,
  },
  'sunrpc.auth': {
    label: 'How answered calls were proved: none, sys (any user number is believed), gss, dh',
    service: true,
  },
  'sunrpc.refusal': { label: 'Reason of a refused call (RFC 5531, auth_stat)' },
  'sunrpc.machine-name': { label: 'Machine name of the caller (AUTH_SYS)' },
} satisfies FieldTable
