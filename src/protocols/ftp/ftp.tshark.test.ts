/** tshark reads the same values out of FTP. */
import { test } from 'node:test'
import { valuesAgree } from '../../../test/tshark-values.ts'

test('FTP: greetings, systems and programs as tshark reads them', (t) =>
  valuesAgree(t, 'ftp', {
    fields: {
      'ftp.banner': ['ftp.response.arg'],
      'ftp.system': ['ftp.response.arg'],
      'ftp.client': ['ftp.request.arg'],
    },
    unseen: {
      'ftp.features': 'the lines of an answer, which tshark shows one by one without their first word',
      'ftp.security': 'a word of ours for an accepted AUTH',
      'ftp.plain-login': 'a word of ours for what becomes of a user name',
      'ftp.transfer': 'a word of ours for what moves files',
    },
    corpus: ['ftp'],
    differs: {
      'ftp.banner VxWorks (VxWorks5.4.2) FTP server Acme Pump 300 ready':
        'a greeting of two lines, which tshark shows apart',
    },
  }))
