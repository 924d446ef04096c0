/**
 * Well-known DCE/RPC interfaces by UUID: name of the interface as its specification (MS-*, C706) spells it. What is
 * not here is reported by its UUID.
 */
const NAMES: Readonly<Record<string, string>> = {
  'e1af8308-5d1f-11c9-91a4-08002b14a0fa': 'epmapper', // C706 appendix O
  'afa8bd80-7d8a-11c9-bef4-08002b102989': 'mgmt', // C706 appendix Q
  '99fcfec4-5260-101b-bbcb-00aa0021347a': 'IObjectExporter', // MS-DCOM
  '000001a0-0000-0000-c000-000000000046': 'ISystemActivator', // MS-DCOM
  '4d9f4ab8-7d1c-11cf-861e-0020af6e7c57': 'IActivation', // MS-DCOM
  '00000131-0000-0000-c000-000000000046': 'IRemUnknown', // MS-DCOM
  '00000143-0000-0000-c000-000000000046': 'IRemUnknown2', // MS-DCOM
  '12345778-1234-abcd-ef00-0123456789ab': 'lsarpc', // MS-LSAT
  '12345778-1234-abcd-ef00-0123456789ac': 'samr', // MS-SAMR
  '12345678-1234-abcd-ef00-01234567cffb': 'netlogon', // MS-NRPC
  '3919286a-b10c-11d0-9ba8-00c04fd92ef5': 'dssetup', // MS-DSSP
  'e3514235-4b06-11d1-ab04-00c04fc2dcd2': 'drsuapi', // MS-DRSR
  'f5cc5a18-4264-101a-8c59-08002b2f8426': 'nspi', // MS-NSPI
  '1544f5e0-613c-11d1-93df-00c04fd7bd09': 'rfr', // MS-OXABREF
  'a4f1db00-ca47-1067-b31f-00dd010662da': 'emsmdb', // MS-OXCRPC
  '4b324fc8-1670-01d3-1278-5a47bf6ee188': 'srvsvc', // MS-SRVS
  '6bffd098-a112-3610-9833-46c3f87e345a': 'wkssvc', // MS-WKST
  '12345678-1234-abcd-ef00-0123456789ab': 'spoolss', // MS-RPRN
  '76f03f96-cdfd-44fc-a22c-64950a001209': 'IRemoteWinspool', // MS-PAR
  '0b6edbfa-4a24-4fc6-8a23-942b1eca65d1': 'IRPCAsyncNotify', // MS-PAN
  '367abb81-9844-35f1-ad32-98f038001003': 'svcctl', // MS-SCMR
  '338cd001-2244-31f1-aaaa-900038001003': 'winreg', // MS-RRP
  '1ff70682-0a51-30e8-076d-740be8cee98b': 'atsvc', // MS-TSCH
  '378e52b0-c0a9-11cf-822d-00aa0051e40f': 'sasec', // MS-TSCH
  '86d35949-83c9-4044-b424-db363231fd0c': 'ITaskSchedulerService', // MS-TSCH
  '82273fdc-e32a-18c3-3f78-827929dc23ea': 'eventlog', // MS-EVEN
  'f6beaff7-1e19-4fbb-9f8f-b89e2018337c': 'eventlog6', // MS-EVEN6
  '4fc742e0-4a10-11cf-8273-00aa004ae673': 'netdfs', // MS-DFSNM
  'c681d488-d850-11d0-8c52-00c04fd90f7e': 'efsrpc', // MS-EFSR
  'df1941c5-fe89-4e79-bf10-463657acf44d': 'efsrpc2', // MS-EFSR
  'a8e0653c-2744-4389-a61d-7373df8b2292': 'FileServerVssAgent', // MS-FSRVP
  '6bffd098-a112-3610-9833-012892020162': 'browser', // MS-BRWSA
  '5a7b91f8-ff00-11d0-a9b2-00c04fb6e6fc': 'messenger', // MS-MSRP
  '17fdd703-1827-4e34-79d4-24a55c53bb37': 'messenger-name', // MS-MSRP
  '8d9f4e40-a03d-11ce-8f69-08003e30051b': 'pnp', // Plug and Play
  '50abc2a4-574d-40b3-9d66-ee4fd5fba076': 'dnsserver', // MS-DNSP
  '6bffd098-a112-3610-9833-46c3f874532d': 'dhcpsrv', // MS-DHCPM
  '5b821720-f63b-11d0-aad2-00c04fc324db': 'dhcpsrv2', // MS-DHCPM
  '91ae6020-9e3c-11cf-8d7c-00aa00c091be': 'icertpassage', // MS-ICPR
  'd99e6e70-fc88-11d0-b498-00a0c90312f3': 'ICertRequestD', // MS-WCCE
  '3dde7c30-165d-11d1-ab8f-00805f14db40': 'backupkey', // MS-BKRP
  'd95afe70-a6d5-4259-822e-2c84da1ddb0d': 'WindowsShutdown', // MS-RSP
  '894de0c0-0d55-11d3-a322-00c04fa321a1': 'initshutdown', // MS-RSP
  '5ca4a760-ebb1-11cf-8611-00a0245420ed': 'IcaApi', // terminal services
  '484809d6-4239-471b-b5bc-61df8c23ac48': 'TermSrvSession', // MS-TSTS
  '906b0ce0-c70b-1067-b317-00dd010662da': 'IXnRemote', // MS-CMPO
  'fdb3a030-065f-11d1-bb9b-00a024ea5525': 'qmcomm', // MS-MQMP
  '2f5f6520-ca46-1067-b319-00dd010662da': 'tapsrv', // MS-TRP
  '0d72a7d4-6148-11d1-b4aa-00c04fb66ea0': 'ICertProtect', // cryptographic services
  'f309ad18-d86a-11d0-a075-00c04fb68820': 'IWbemLevel1Login', // MS-WMI
  '9556dc99-828c-11cf-a37e-00aa003240c7': 'IWbemServices', // MS-WMI
  'd4781cd6-e5d3-44df-ad94-930efe48a887': 'IWbemLoginClientID', // MS-WMI
  '027947e1-d731-11ce-a357-000000000001': 'IEnumWbemClassObject', // MS-WMI
  '8fb6d884-2388-11d0-8c35-00c04fda2795': 'w32time', // MS-W32T
  '45f52c28-7f9f-101a-b52b-08002b2efabe': 'winsif', // MS-RAIW
  '811109bf-a4e1-11d1-ab54-00a0c91e9b45': 'winsi2', // MS-RAIW
  '300f3532-38cc-11d0-a3f0-0020af6b0add': 'trkwks', // MS-DLTW
  '897e2e5f-93f3-4376-9c9c-fd2277495c27': 'FrsTransport', // MS-FRS2
  'f5cc59b4-4264-101a-8c59-08002b2f8426': 'frsrpc', // MS-FRS1
  '13486d50-4821-11d2-a494-3cb306c10000': 'OPCServerList', // OPC Common 1.10
  '39c13a4d-011e-11d0-9675-0020afd8adb3': 'IOPCServer', // OPC Data Access
  '39c13a54-011e-11d0-9675-0020afd8adb3': 'IOPCItemMgt', // OPC Data Access
  'dea00001-6c97-11d1-8271-00a02442df7d': 'profinet-device', // IEC 61158-6-10
  'dea00002-6c97-11d1-8271-00a02442df7d': 'profinet-controller', // IEC 61158-6-10
}

/** The interface's name, or its UUID where it has none here. */
export const interfaceName = (uuid: string): string => NAMES[uuid] ?? uuid
