/** SSH (RFC 4253): who both sides say they are, what they offer and agree on, and the server's public host key. */
import type { Protocol, StreamHead, Verdict } from '../protocol.ts'
import { startSsh } from './session.ts'

export const ssh = {
  name: 'ssh',
  title: 'Secure Shell 2.0 and 1.x (RFC 4253, 4419, 5656)',
  ports: { tcp: [22, 2222, 830] },
  fields: {
    'ssh.banner': { label: 'Identification line as sent (RFC 4253 section 4.2)' },
    'ssh.version': {
      label: 'Protocol version of the identification line; 1.99 speaks 2.0 and 1.x',
      service: true,
    },
    'ssh.software': { label: 'Software version of the identification line', service: true },
    'ssh.comments': { label: 'Comments of the identification line' },
    'ssh.hassh': { label: 'HASSH: MD5 of the algorithms a client offers' },
    'ssh.hassh-server': { label: 'HASSHServer: MD5 of the algorithms a server offers' },
    'ssh.kex-offered': { label: 'Key exchange methods offered (SSH_MSG_KEXINIT)' },
    'ssh.host-key-offered': { label: 'Host key algorithms offered' },
    'ssh.cipher-offered': { label: 'Ciphers offered for what the party sends' },
    'ssh.mac-offered': { label: 'MACs offered for what the party sends' },
    'ssh.kex': { label: 'Negotiated key exchange method', service: true },
    'ssh.kex-bits': { label: 'Size of the prime of a Diffie-Hellman group exchange, bits', service: true },
    'ssh.host-key-algorithm': { label: 'Negotiated host key algorithm' },
    'ssh.cipher': { label: 'Negotiated cipher, server to client', service: true },
    'ssh.mac': {
      label: 'Negotiated MAC, server to client; none where the cipher authenticates',
      service: true,
    },
    'ssh.compression': { label: 'Negotiated compression, server to client' },
    'ssh.host-key-type': { label: "Type of the server's host key", service: true },
    'ssh.host-key-bits': { label: "Size of the server's RSA or DSA host key, bits", service: true },
    'ssh.host-key-sha256': {
      label: "SHA-256 of the server's host key, base64 as OpenSSH prints it",
      service: true,
    },
  },
  stream: { probe, start: startSsh },
} satisfies Protocol

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')

/** Either side's identification line is enough; a server may send other lines before its own. */
function probe(head: StreamHead): Verdict {
  const client = latin1(head.client)
  const server = latin1(head.server)
  if (/^SSH-[12]\./.test(client)) return 'yes'
  if (client !== '' && !'SSH-1.'.startsWith(client) && !'SSH-2.'.startsWith(client)) return 'no'
  if (/^SSH-[12]\./.test(server) || /\nSSH-[12]\.\d+-/.test(server)) return 'yes'
  return 'more'
}
