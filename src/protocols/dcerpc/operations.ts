/**
 * Operations of DCE/RPC interfaces that run programs, change a system's configuration, give away secrets or make it log
 * on elsewhere: number and name as the MS-* specification of the interface has them.
 */
const OPERATIONS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  svcctl: {
    2: 'DeleteService',
    11: 'ChangeServiceConfigW',
    12: 'CreateServiceW',
    19: 'StartServiceW',
    24: 'CreateServiceA',
    31: 'StartServiceA',
    44: 'CreateServiceWOW64A',
    45: 'CreateServiceWOW64W',
  },
  atsvc: { 0: 'NetrJobAdd' },
  ITaskSchedulerService: { 1: 'SchRpcRegisterTask', 12: 'SchRpcRun' },
  winreg: { 6: 'BaseRegCreateKey', 20: 'BaseRegSaveKey', 22: 'BaseRegSetValue', 31: 'BaseRegSaveKeyEx' },
  drsuapi: { 3: 'DRSGetNCChanges', 5: 'DRSReplicaAdd' },
  samr: {
    5: 'SamrLookupDomainInSamServer',
    13: 'SamrEnumerateUsersInDomain',
    50: 'SamrCreateUser2InDomain',
    58: 'SamrSetInformationUser2',
  },
  lsarpc: { 43: 'LsarRetrievePrivateData' },
  netlogon: { 26: 'NetrServerAuthenticate3', 30: 'NetrServerPasswordSet2' },
  srvsvc: { 12: 'NetrSessionEnum', 15: 'NetrShareEnum' },
  wkssvc: { 2: 'NetrWkstaUserEnum' },
  eventlog: { 0: 'ElfrClearELFW' },
  spoolss: {
    9: 'RpcAddPrinterDriver',
    65: 'RpcRemoteFindFirstPrinterChangeNotificationEx',
    89: 'RpcAddPrinterDriverEx',
  },
  efsrpc: { 0: 'EfsRpcOpenFileRaw', 4: 'EfsRpcEncryptFileSrv' },
  efsrpc2: { 0: 'EfsRpcOpenFileRaw', 4: 'EfsRpcEncryptFileSrv' },
  netdfs: { 12: 'NetrDfsAddStdRoot', 13: 'NetrDfsRemoveStdRoot' },
  FileServerVssAgent: { 8: 'IsPathSupported', 9: 'IsPathShadowCopied' },
  initshutdown: { 0: 'BaseInitiateShutdown' },
  WindowsShutdown: { 0: 'WsdrInitiateShutdown' },
  IWbemServices: { 24: 'ExecMethod', 25: 'ExecMethodAsync' },
  ISystemActivator: { 4: 'RemoteCreateInstance' },
}

/** `interface operation` for those listed, else `null`. */
export function operationName(interfaceName: string, operation: number): string | null {
  const name = OPERATIONS[interfaceName]?.[operation]
  return name === undefined ? null : `${interfaceName} ${name}`
}
