/** What NFS and its mount protocol tell. */
import type { FieldTable } from '../../model/observation.ts'
import { rpcFields } from '../sunrpc/fields.ts'

export const fields = {
  'nfs.version': { label: 'Version of NFS in which the server answered: 2, 3, 4.0, 4.1 ...', service: true },
  'nfs.auth': {
    label: 'How answered NFS calls were proved: none, sys (any user number is believed), gss',
    service: true,
  },
  'nfs.mount': { label: 'Outcome of a mount: accepted or refused (RFC 1813 appendix I)', service: true },
  'nfs.mount-auth': {
    label: 'Proof a mounted export asks for: none, sys, krb5, krb5i, krb5p',
    service: true,
  },
  'nfs.export-access': {
    label: 'everyone where an export is open to any host, listed where to named ones',
    service: true,
  },
  'nfs.export': { label: 'Path of an export, as far as it names a known product', transient: true },
  'nfs.implementation': { label: 'Implementation a client or server states (EXCHANGE_ID, nii_name)' },
  'nfs.implementation-domain': { label: 'Domain of the implementation (EXCHANGE_ID, nii_domain)' },
  'nfs.client-owner': { label: 'Name an NFS 4 client gives itself (SETCLIENTID, EXCHANGE_ID)' },
  ...rpcFields,
} satisfies FieldTable
