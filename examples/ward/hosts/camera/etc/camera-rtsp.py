"""The camera's stream: GStreamer's RTSP server behind Digest authentication. `camera-rtsp.py`, port 554."""
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtspServer

Gst.init(None)
server = GstRtspServer.RTSPServer(service='554')
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    '( videotestsrc is-live=true pattern=smpte ! video/x-raw,width=160,height=96,framerate=5/1 '
    '! x264enc tune=zerolatency bitrate=32 key-int-max=10 ! rtph264pay name=pay0 pt=96 )'
)
viewer = GstRtspServer.RTSPToken()
viewer.set_string('media.factory.role', 'viewer')
permissions = GstRtspServer.RTSPPermissions()
permissions.add_permission_for_role('viewer', 'media.factory.access', True)
permissions.add_permission_for_role('viewer', 'media.factory.construct', True)
factory.set_permissions(permissions)
auth = GstRtspServer.RTSPAuth()
auth.set_supported_methods(2)  # GST_RTSP_AUTH_DIGEST
auth.set_realm('AXIS_B8A44F1C2D3E')
auth.add_digest('viewer', 'made-up-password', viewer)
server.set_auth(auth)
server.get_mount_points().add_factory('/axis-media/media.amp', factory)
server.attach(None)
GLib.MainLoop().run()
