/**
 * MEDIBUS, Draeger's serial protocol of ventilators and anaesthesia machines, where it runs over TCP through a
 * terminal server: a device that is asked tells its identification, name and revisions. Data are not read.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { COMMAND, type Message, messageAt, RESPONSE } from './message.ts'

/** Code of the identification, asked for and answered ("MEDIBUS for Draeger Devices", chapter on commands). */
const IDENTIFY = 0x52
/** Messages of a line that are read: identification is asked for when it comes up. */
const MOST_MESSAGES = 200

export const medibus = {
  name: 'medibus',
  title: 'MEDIBUS (Draeger) through a terminal server',
  fields: {
    'medibus.device-id': { label: 'Identification of the device, four hexadecimal digits' },
    'medibus.name': { label: 'Name of the device' },
    'medibus.revision': { label: 'Revision of the software' },
    'medibus.protocol-revision': { label: 'Revision of MEDIBUS' },
    'medibus.spoken': { label: 'Takes part in MEDIBUS here: asks or answers' },
  },
  stream: { probe, start },
} satisfies Protocol

/** One whole message whose checksum fits, or the beginning of one. */
function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [client, server].filter((head) => head.length > 0).map(judge)
  if (verdicts.includes('no')) return 'no'
  return verdicts.includes('yes') ? 'yes' : 'more'
}

function judge(head: Uint8Array): Verdict {
  const message = messageAt(head)
  return message === 'more' ? 'more' : message === 'none' ? 'no' : message.sound ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  let messages = 0
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const message = messageAt(bytes.subarray(at))
        if (message === 'more') break
        if (message === 'none') {
          at++
          continue
        }
        if (message.sound) report(message, side, to)
        else to.oddity('medibus.checksum')
        at += message.length
        if (++messages === MOST_MESSAGES) to.done()
      }
      return at
    },
  }
}

/** The device has no address of its own here: it stands behind the terminal server whose line it is. */
function report({ kind, code, text }: Message, side: StreamSide, to: StreamReport): void {
  to.observe(side, 'medibus.spoken', kind === RESPONSE ? 'answers' : kind === COMMAND ? 'asks' : null)
  if (kind !== RESPONSE || code !== IDENTIFY) return
  const found = /^([0-9A-Fa-f]{4})'([^']{1,40})'\s?([\w.]{1,12})?(?::([\w.]{1,12}))?/.exec(text)
  if (found === null) {
    to.oddity('medibus.identification')
    return
  }
  const [, id = '', name = '', revision = null, protocol = null] = found
  const line = side === 'server' ? to.server.port : to.client.port
  const about = { behind: side, device: `model:${name.trim()}@${line}` } as const
  to.observe(about, 'medibus.device-id', id, true)
  to.observe(about, 'medibus.name', name, true)
  to.observe(about, 'medibus.revision', revision, true)
  to.observe(about, 'medibus.protocol-revision', protocol, true)
}
