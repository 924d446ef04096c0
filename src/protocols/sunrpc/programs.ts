/** Names of programs, as the registry of RPC program numbers (IANA) and /etc/rpc spell them. */
const NAMES: Readonly<Record<number, string>> = {
  100000: 'portmapper',
  100001: 'rstatd',
  100002: 'rusersd',
  100003: 'nfs',
  100004: 'ypserv',
  100005: 'mountd',
  100007: 'ypbind',
  100008: 'walld',
  100009: 'yppasswdd',
  100011: 'rquotad',
  100012: 'sprayd',
  100020: 'llockmgr',
  100021: 'nlockmgr',
  100024: 'status',
  100026: 'bootparam',
  100068: 'cmsd',
  100083: 'ttdbserverd',
  100227: 'nfs_acl',
  100229: 'metad',
  100232: 'sadmind',
  100300: 'nisd',
  150001: 'pcnfsd',
  390109: 'nsrd',
  390113: 'nsrexecd',
  395179: 'vxi-11-async',
  395183: 'vxi-11-core',
}

export const PORTMAPPER = 100000
export const NFS = 100003
export const MOUNT = 100005
export const NFS_ACL = 100227

export const programName = (program: number): string => NAMES[program] ?? String(program)
