/** GStreamer's RTSP server and client: a stream behind Digest authentication, interleaved and over UDP. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readFacts } from '../../src/sensor/read-facts.ts'
import { openLab, whyNotHere } from './namespaces.ts'
import { servicesAt, values } from './recorded.ts'

const PYTHON = '/usr/bin/python3'
const CAMERA = join(import.meta.dirname, '../../examples/ward/hosts/camera/etc/camera-rtsp.py')
const folder = mkdtempSync(join(tmpdir(), 'rtsp-peers-'))
after(() => rmSync(folder, { recursive: true }))

const PARTS = 'import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer'
const missing = (): string | false =>
  spawnSync(PYTHON, ['-c', PARTS]).status === 0 && spawnSync('gst-inspect-1.0', ['x264enc']).status === 0
    ? false
    : 'not installed: python3-gi, gir1.2-gst-rtsp-server-1.0 or gstreamer1.0-plugins-ugly'

for (const transport of ['tcp', 'udp'] as const)
  test(`a camera is watched over ${transport.toUpperCase()}, refused without a password`, {
    skip: whyNotHere('gst-launch-1.0') || missing(),
  }, async () => {
    await using lab = await openLab({ camera: {}, viewer: {} })
    const { camera, viewer } = lab.hosts
    const file = join(folder, `${transport}.pcap`)
    lab.start('camera', [PYTHON, CAMERA])
    await lab.listening('camera', 554)
    const recording = await lab.record(file)
    const watch = (password: string) =>
      lab.run(
        'viewer',
        [
          ...['gst-launch-1.0', '-q', 'rtspsrc', `location=rtsp://${camera.ip}/axis-media/media.amp`],
          ...[`protocols=${transport}`, 'user-id=viewer', `user-pw=${password}`],
          ...['!', 'fakesink', 'num-buffers=8'],
        ],
        15,
      )
    await watch('wrong')
    await watch('made-up-password')
    await recording.stop()

    const facts = await readFacts([file], {})
    const { stdout } = spawnSync('gst-launch-1.0', ['--version'], { encoding: 'utf8' })
    const version = /GStreamer (\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    assert.deepEqual(values(facts, 'rtsp.server', camera.ip), ['GStreamer RTSP server'])
    assert.deepEqual(values(facts, 'rtsp.user-agent', viewer.ip), [`GStreamer/${version}`])
    assert.deepEqual(values(facts, 'rtsp.auth-offered', camera.ip), ['Digest'])
    assert.deepEqual(values(facts, 'rtsp.auth-used', camera.ip), ['Digest'])
    assert.deepEqual(values(facts, 'rtsp.realm', camera.ip), ['AXIS_B8A44F1C2D3E'])
    assert.deepEqual(values(facts, 'rtsp.codec', camera.ip), ['H264/90000'])
    assert.ok(values(facts, 'rtsp.method', viewer.ip).includes('PLAY'))
    assert.ok(servicesAt(file, camera.ip).some(([port, protocol]) => port === 554 && protocol === 'rtsp'))
    assert.doesNotMatch(JSON.stringify(facts.observations), /made-up-password/)
    if (transport === 'udp') {
      const media = facts.conversations.filter((c) => c.transport === 'udp').map((c) => c.protocol)
      assert.ok(media.includes('rtp'), `${media}`)
    }
  })
