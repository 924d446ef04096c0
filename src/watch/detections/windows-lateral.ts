/** From Windows host to Windows host: shares of administrators, services, tasks, directories called from afar. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { whenMany, whenSeen } from '../rules.ts'
import { keyOf, nameOf, sighting } from '../say.ts'
import { type Scene, typeOf } from '../scene.ts'
import { RecentMap } from '../state/recent-map.ts'

/** What is opened and what is done over it belong together within this long (seconds). */
const SAME_ACT = 600
const MOST_PAIRS = 16_384
/** Files that run: programs, libraries, scripts. */
export const RUNNABLE = ['exe', 'dll', 'ps1', 'bat', 'cmd', 'sys', 'vbs', 'msi', 'scr']
const pairOf = (e: { actor: EventOf<'share-opened'>['actor']; target: EventOf<'share-opened'>['target'] }) =>
  `${keyOf(e.actor)}>${keyOf(e.target)}`

const response =
  'Cut off the source host. Leave a clinical target running, take it off the network only with the ward, and keep its disk as it is.'

function adminShare(): Watcher {
  const opened = new RecentMap<string, string>(MOST_PAIRS, SAME_ACT)
  return {
    get overloaded() {
      return opened.overloaded
    },
    on: {
      'share-opened'(e) {
        if (e.share === 'ADMIN$' || e.share === 'C$' || e.share === 'drive$')
          opened.set(pairOf(e), e.at, e.share)
      },
      'file-touched'(e, say) {
        if (e.how !== 'create' && e.how !== 'rename') return
        const share = opened.get(pairOf(e), e.at)
        if (share === undefined || !RUNNABLE.includes(e.extension)) return
        const what = `a .${e.extension} file`
        say(
          sighting(
            e,
            `${nameOf(e.actor)} wrote ${what} to ${share} of ${nameOf(e.target)}`,
            `SMB ${e.how} of ${what} on ${share}`,
          ),
        )
      },
    },
  }
}

function serviceCreation(): Watcher {
  const shares = new RecentMap<string, true>(MOST_PAIRS, SAME_ACT)
  const tell = (e: EventOf<'rpc-called'> | EventOf<'pipe-opened'>, how: string, say: Say) =>
    say(sighting(e, `${nameOf(e.actor)} ${how} ${nameOf(e.target)} from afar`, how))
  return {
    get overloaded() {
      return shares.overloaded
    },
    on: {
      'share-opened'(e) {
        if (e.share !== 'IPC$' && e.share !== 'other') shares.set(pairOf(e), e.at, true)
      },
      // MS-SCMR section 3.1.4: RCreateServiceW 12, RCreateServiceA 24, RStartServiceW 19.
      'rpc-called'(e, say) {
        if (e.interface === 'svcctl' && (e.operation === 12 || e.operation === 24))
          tell(e, 'created a service on', say)
      },
      'pipe-opened'(e, say) {
        if (e.pipe === 'remote-execution') tell(e, 'opened the pipe of a remote shell on', say)
      },
    },
  }
}

/** Hosts that manage others do so every day: they say what they are. */
export const fromManager = (
  scene: Scene,
  { actor, at }: { actor: EventOf<'rpc-bound'>['actor']; at: number },
) =>
  scene
    .assetOf(actor, at)
    ?.services.some(({ protocol, port }) => protocol === 'kerberos' || port === 88 || port === 8530) === true

/** UUIDs and names of interfaces that run things. */
const WMI = ['IWbemLevel1Login', 'IWbemServices', 'IWbemLoginClientID']
const TASKS = ['atsvc', 'ITaskSchedulerService', 'sasec']
/** MS-DRSR section 4.1.10: IDL_DRSGetNCChanges. */
const GET_NC_CHANGES = 3

const isController = (scene: Scene, endpoint: EventOf<'rpc-called'>['actor'], at: number): boolean => {
  const asset = scene.assetOf(endpoint, at)
  return (
    asset?.services.some(({ protocol }) => protocol === 'kerberos') === true ||
    asset?.observations.some((o) => o.field === 'kerberos.role') === true
  )
}

export const windowsLateral: readonly Detection[] = [
  {
    id: 'lateral-smb-admin-share',
    title: 'Program written to an administrator’s share',
    severity: 'high',
    technique: ['T1021.002', 'T1570', 'T0867'],
    check:
      'Does the source distribute software? Look at what the same source did on other hosts in the hour before.',
    response,
    trap: 'Documents and logs on such shares do not count, only what runs; software distribution comes from directory servers and is left out.',
    watch: adminShare,
    confirm: (s, scene) => !fromManager(scene, s),
  },
  {
    id: 'psexec-like',
    title: 'Service created on another host',
    severity: 'high',
    technique: ['T1569.002', 'T1021.002'],
    check: 'Does a maker’s service tool work this way here? See which program the service runs.',
    response,
    trap: 'Asking for the state of services is common and does not count; creating one, or a remote shell’s pipe, does.',
    watch: serviceCreation,
  },
  {
    id: 'scheduled-task-remote',
    title: 'Task scheduler of another host called',
    severity: 'medium',
    technique: ['T1053.005'],
    check: 'Which task was made, and does the source manage this host?',
    response,
    trap: 'Directory servers and update servers manage hosts and are left out.',
    watch: () =>
      whenSeen({
        kind: 'rpc-called',
        when: (e) => TASKS.includes(e.interface) && e.operation > 0,
        because: (e) => `${nameOf(e.actor)} called the task scheduler of ${nameOf(e.target)}`,
        observed: (e) => `DCE/RPC ${e.interface} operation ${e.operation}`,
      }),
    confirm: (s, scene) => !fromManager(scene, s),
  },
  {
    id: 'wmi-winrm-lateral',
    title: 'Management interface of another host called',
    severity: 'medium',
    technique: ['T1047', 'T1021.006'],
    check: 'Is the source a monitoring or management system? Clinical devices never manage others.',
    response,
    trap: 'Monitoring asks from a server: only what comes from workstations and clinical devices, or goes to clinical devices, is told.',
    watch: () =>
      whenSeen({
        kind: 'rpc-bound',
        when: (e) => WMI.includes(e.interface),
        because: (e) => `${nameOf(e.actor)} called WMI of ${nameOf(e.target)}`,
        observed: (e) => `DCE/RPC ${e.interface} bound`,
      }),
    confirm: (s, scene) => {
      const actor = scene.assetOf(s.actor, s.at)
      if (typeOf(actor) === 'server' || fromManager(scene, s)) return false
      return true
    },
  },
  {
    id: 'dcsync-like',
    title: 'Directory copied by a host that is no directory server',
    severity: 'critical',
    technique: ['T1003.006'],
    check:
      'Is the source a new directory server or a synchronisation service of the cloud? If neither, all passwords are lost.',
    response:
      'Cut off the source at once; it is no clinical device’s business. Then change the directory’s key account twice and the administrators’ passwords.',
    trap: 'Directory servers copy from each other all day; whoever serves Kerberos is one.',
    watch: () =>
      whenSeen({
        kind: 'rpc-called',
        when: (e) => e.interface === 'drsuapi' && e.operation === GET_NC_CHANGES,
        because: (e) => `${nameOf(e.actor)} asked ${nameOf(e.target)} for a copy of the directory`,
        observed: () => 'DCE/RPC drsuapi GetNCChanges',
      }),
    confirm: (s, scene) => !isController(scene, s.actor, s.at),
  },
  {
    id: 'kerberoast',
    title: 'Tickets of many services asked for with weak encryption',
    severity: 'high',
    technique: ['T1558.003'],
    check: 'Which account asked? Change the passwords of the services whose tickets it got.',
    response:
      'Block the account and the source host; services go on with their old passwords until these are changed one by one.',
    trap: 'Old systems ask for weak tickets as well, but for the two or three services they use.',
    watch: () =>
      whenMany({
        kind: 'ticket-asked',
        when: (e) => e.weak,
        thing: (e) => e.service,
        // 10 services in five minutes: a workstation at logon asks for a handful, with AES first.
        atLeast: 10,
        seconds: 300,
        because: (e, n) => `${nameOf(e.actor)} asked for RC4 tickets of ${n} different services within 5 min`,
        observed: () => 'Kerberos TGS-REQ that offers RC4 first',
      }),
  },
]

/** Renames within a minute, and folders they lie in; backup and archive jobs rename, but in one folder after the other. */
const RENAMES = 100
const FOLDERS = 10
const MINUTE = 60

function ransomware(): Watcher {
  interface Files {
    renames: number[]
    folders: Map<number, number>
    extensions: Map<string, number>
    notes: Map<number, number>
    told: number
  }
  const clients = new RecentMap<string, Files>(4096, MINUTE)
  function judge(e: EventOf<'file-touched'>, of: Files, say: Say): void {
    const [[extension, same] = ['', 0]] = [...of.extensions].sort((a, b) => b[1] - a[1])
    const burst = of.renames.length >= RENAMES && of.folders.size >= FOLDERS && same >= of.renames.length / 2
    const noted = of.notes.size >= FOLDERS
    if (!(burst || noted) || e.at < of.told + MINUTE) return
    of.told = e.at
    const what = burst
      ? `renamed ${of.renames.length} files in ${of.folders.size} folders to .${extension} within a minute`
      : `left the same kind of note in ${of.notes.size} folders within a minute`
    say(sighting(e, `${nameOf(e.actor)} ${what} on ${nameOf(e.target)}`, what))
  }
  return {
    get overloaded() {
      return clients.overloaded
    },
    on: {
      'file-touched'(e, say) {
        if (e.how !== 'rename' && !(e.note && e.how === 'create')) return
        const of = clients.use(pairOf(e), e.at, () => ({
          renames: [],
          folders: new Map(),
          extensions: new Map(),
          notes: new Map(),
          told: Number.NEGATIVE_INFINITY,
        }))
        if (e.note) of.notes.set(e.folder, e.at)
        if (e.how === 'rename') {
          of.renames.push(e.at)
          of.folders.set(e.folder, e.at)
          of.extensions.set(e.extension, (of.extensions.get(e.extension) ?? 0) + 1)
        }
        while (of.renames.length > 0 && of.renames[0]! < e.at - MINUTE) of.renames.shift()
        if (of.renames.length > 4096) of.renames.shift()
        if (of.renames.length <= 1 && of.extensions.size > 0) of.extensions = new Map([[e.extension, 1]])
        for (const map of [of.folders, of.notes])
          for (const [folder, at] of map) if (at < e.at - MINUTE || map.size > 512) map.delete(folder)
        if (of.extensions.size > 64) of.extensions = new Map([...of.extensions].slice(-32))
        judge(e, of, say)
      },
    },
  }
}

export const ransomwareSmbEncrypt: Detection = {
  id: 'ransomware-smb-encrypt',
  title: 'Files of a share renamed one after the other, as encryption does',
  severity: 'critical',
  technique: ['T1486', 'T0828'],
  check: 'Open one of the renamed files: is it unreadable? Look for a note in the folders.',
  response:
    'Cut off the source host now. Make the share read-only; clinical devices that store to it keep their data until they can send again, tell their wards.',
  trap: 'A bulk rename by people or an archive job works in few folders, or keeps different extensions; both are asked for.',
  watch: ransomware,
}
