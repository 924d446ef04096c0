/** tshark reads the same values out of the browser protocol. */
import { test } from 'node:test'
import { caseless, type Frame, valuesAgree, within } from '../../../test/tshark-values.ts'

/** Names of domain controllers come with backslashes in front. */
const bare = (...fields: readonly string[]) => ({
  ...caseless(...fields),
  as: (name: string) => name.replace(/^\\+/, '').toLowerCase(),
})

test('Browser announcements as tshark reads them', (t) =>
  valuesAgree(t, 'browser', {
    fields: {
      'browser.name': bare(
        'browser.server',
        'browser.response_computer_name',
        'browser.mb_server',
        'smb_netlogon.unicode_computer_name',
        'smb_netlogon.computer_name',
        'smb_netlogon.unicode_pdc_name',
        'smb_netlogon.pdc_name',
        'smb_netlogon.server_name',
        'browser.backup.server',
      ),
      'browser.workgroup': {
        ...within(
          ['browser.server', 'nbdgm.destination_name', 'nbdgm.source_name'],
          /^(.*?)\s*(?:<[0-9a-f]{2}>.*)?$/i,
        ),
      },
      'browser.os-version': {
        tshark: ['browser.os_major', 'browser.os_minor'],
        of: (frame: Frame) =>
          (frame['browser.os_major'] ?? []).map((major, i) => `${major}.${frame['browser.os_minor']?.[i]}`),
      },
      'browser.comment': ['browser.comment', 'browser.mb_server'],
      'browser.netlogon-client': ['smb_netlogon.unicode_computer_name', 'smb_netlogon.computer_name'],
      'browser.netlogon-domain': within(
        ['smb_netlogon.domain_name', 'nbdgm.destination_name', 'nbdgm.source_name'],
        /^(.*?)\s*(?:<[0-9a-f]{2}>.*)?$/i,
      ),
    },
    unseen: {
      'browser.server-type': 'words of ours for bits',
      'browser.netlogon-controller': 'a part that tshark shows under another name',
    },
    corpus: ['browser'],
  }))
