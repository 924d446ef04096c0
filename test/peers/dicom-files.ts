/** What the DICOM peers send: files and configurations made with dcmtk in a folder of their own. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const IMAGE = (n: number) => `
(0008,0005) CS [ISO_IR 100]
(0008,0016) UI =CTImageStorage
(0008,0018) UI [1.2.276.0.7230010.3.1.4.${n}]
(0008,0060) CS [CT]
(0008,0070) LO [GE MEDICAL SYSTEMS]
(0008,1010) SH [ct99]
(0008,1090) LO [LightSpeed VCT]
(0010,0010) PN [DOEMARK^JANE]
(0010,0020) LO [PIDMARK4711]
(0018,1000) LO [000000412345CT]
(0018,1020) LO [07MW18.4]
(0020,000d) UI [1.2.276.0.7230010.3.1.2.1]
(0020,000e) UI [1.2.276.0.7230010.3.1.3.1]
(0028,0002) US 1
(0028,0004) CS [MONOCHROME2]
(0028,0010) US 8
(0028,0011) US 8
(0028,0100) US 8
(0028,0101) US 8
(0028,0102) US 7
(0028,0103) US 0
(7fe0,0010) OB 00
`
const WORKLIST = `
(0008,0005) CS [ISO_IR 100]
(0008,0050) SH [ACCMARK4711]
(0010,0010) PN [DOEMARK^JANE]
(0010,0020) LO [PIDMARK4711]
(0020,000d) UI [1.2.276.0.7230010.3.1.2.9]
(0032,1060) LO [CT CHESTMARK]
(0040,0100) SQ
(fffe,e000) -
(0008,0060) CS [CT]
(0040,0001) AE [CT99]
(0040,0002) DA [20260101]
(0040,0003) TM [080000]
(0040,0006) PN [ROEMARK^RICHARD]
(0040,0009) SH [S1]
(fffe,e00d) -
(fffe,e0dd) -
(0040,1001) SH [R1]
`
const WORKLIST_QUERY = `
(0010,0010) PN
(0040,0100) SQ
(fffe,e000) -
(0008,0060) CS [CT]
(0040,0001) AE [CT99]
(fffe,e00d) -
(fffe,e0dd) -
`
const MOVE = `
(0008,0052) CS [STUDY]
(0020,000d) UI [1.2.276.0.7230010.3.1.2.1]
`

export interface DicomFiles {
  readonly image: string
  readonly worklistFolder: string
  readonly worklistQuery: string
  readonly moveQuery: string
  /** Of dcmqrscp: an archive PACS that knows VIEWER at 10.77.0.3. */
  readonly archive: string
  readonly orthanc: string
}

export function makeDicomFiles(folder: string): DicomFiles {
  const worklistFolder = join(folder, 'worklists')
  const store = join(folder, 'store')
  for (const made of [join(worklistFolder, 'RIS'), store]) mkdirSync(made, { recursive: true })
  writeFileSync(join(worklistFolder, 'RIS/lockfile'), '')
  dump(WORKLIST, join(worklistFolder, 'RIS/one.wl'))
  const archive = join(folder, 'archive.cfg')
  writeFileSync(
    archive,
    [
      'NetworkTCPPort = 104',
      'MaxPDUSize = 16384',
      'MaxAssociations = 16',
      'HostTable BEGIN',
      'viewer = (VIEWER, 10.77.0.3, 11112)',
      'HostTable END',
      'VendorTable BEGIN',
      'VendorTable END',
      'AETable BEGIN',
      `PACS ${store} RW (100, 1024mb) ANY`,
      'AETable END',
      '',
    ].join('\n'),
  )
  const orthanc = join(folder, 'orthanc.json')
  writeFileSync(
    orthanc,
    JSON.stringify({
      Name: 'Archive',
      StorageDirectory: join(folder, 'orthanc'),
      IndexDirectory: join(folder, 'orthanc'),
      DicomAet: 'ORTHANC',
      DicomPort: 4242,
      HttpPort: 8042,
      RemoteAccessAllowed: true,
      AuthenticationEnabled: false,
      DicomAlwaysAllowFind: true,
      Plugins: ['/usr/share/orthanc/plugins'],
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
      Worklists: { Enable: false },
    }),
  )
  return {
    image: dump(IMAGE(1), join(folder, 'image.dcm')),
    worklistFolder,
    worklistQuery: dump(WORKLIST_QUERY, join(folder, 'query.wl')),
    moveQuery: dump(MOVE, join(folder, 'move.dcm')),
    archive,
    orthanc,
  }
}

function dump(text: string, file: string): string {
  writeFileSync(`${file}.dump`, text.trimStart())
  const { status, stderr } = spawnSync('dump2dcm', [`${file}.dump`, file], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return file
}
