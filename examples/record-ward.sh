#!/usr/bin/env bash
# Records examples/ward.pcapng: a hospital ward in small, real programs in network namespaces of this machine.
#
#   sudo examples/record-ward.sh [FILE]
#
# Needs Linux with namespaces, overlayfs and bridges, root, and these packages (Debian 12 names). None of
# their services needs to run on the machine itself, and no traffic leaves the namespaces.
PACKAGES="iproute2 ethtool wireshark-common dnsmasq-base isc-dhcp-client udhcpc busybox dhcpcd-base chrony \
ntpsec-ntpdate avahi-daemon dbus lldpd snmpd snmp openssh-server openssh-client openssl samba smbclient wsdd \
nginx-light lighttpd curl minidlna miniupnpc cups-ipp-utils dcmtk orthanc orthanc-dicomweb \
python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-tools gstreamer1.0-plugins-good gstreamer1.0-plugins-ugly \
inetutils-inetd inetutils-telnetd inetutils-telnet vsftpd login passwd rsyslog bsdutils mosquitto mosquitto-clients sip-tester"
PROGRAMS="ip ethtool dumpcap reordercap editcap dnsmasq dhclient udhcpc busybox dhcpcd chronyd ntpdate avahi-daemon \
dbus-daemon lldpd snmpd snmpget sshd ssh openssl smbd nmbd smbclient wsdd nginx lighttpd curl minidlnad \
upnpc ippeveprinter ipptool Orthanc storescu gst-launch-1.0 inetutils-inetd telnetd telnet vsftpd login rsyslogd \
logger mosquitto mosquitto_pub sipp"

set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd)
REPO=$(dirname "$HERE")
# Node and the stacks of npm that speak HL7 and BACnet: `npm ci` brings them.
export NODE=$REPO/node_modules/.bin/node PEERS=$REPO/test/peers
FILE=$(realpath "${1:-$HERE/ward.pcapng}")

main() {
  check
  WORK=$(mktemp -d)
  trap 'stop_hosts; keep_logs; rm -rf "$WORK"' EXIT
  . "$HERE/ward/network.sh"
  . "$HERE/ward/talk.sh"
  say 'building the ward'
  build
  say 'recording'
  record "$WORK/ports.pcapng"
  sleep 1
  start_hosts
  talk >"$WORK/talk.log" 2>&1
  sleep "${QUIET_SECONDS:-15}" # announcements are repeated in the meantime
  stop_recording
  # The ports were recorded side by side: put their frames in order of time. The way through plain pcap drops what
  # the recorder noted about the machine it ran on.
  reordercap "$WORK/ports.pcapng" "$WORK/ordered.pcapng" >/dev/null
  editcap -F nsecpcap "$WORK/ordered.pcapng" "$WORK/plain.pcap"
  editcap -F pcapng "$WORK/plain.pcap" "$FILE"
  say "wrote $FILE, $(stat -c %s "$FILE") bytes"
}

check() {
  [[ $EUID = 0 ]] || fail 'network namespaces need root: run it with sudo'
  local program missing=
  for program in $PROGRAMS; do command -v "$program" >/dev/null || missing+=" $program"; done
  [[ -x $NODE && -d $REPO/node_modules/node-hl7-client ]] || fail 'run `npm ci` first'
  [[ -z $missing ]] || fail "missing:$missing. On Debian: apt-get install --no-install-recommends $PACKAGES"
}

build() {
  local folder mac address name port=0
  make_switch
  while IFS=$'\t' read -r folder mac address name _; do
    hold "$folder" "$name"
    plug "$folder" "$mac" "swp$((port += 1))"
    echo "$mac,$address,$name" >>"$WORK/addresses"
  done < <(hosts)
  on gateway sh -c 'cat >/etc/ward-addresses' <"$WORK/addresses"
  hold vendor updates
  ip link add eth1 netns "${INSIDE[gateway]}" type veth peer name eth0 netns "${INSIDE[vendor]}"
  on gateway ip address add 203.0.113.1/24 dev eth1
  on gateway ip link set eth1 up
  on vendor ethtool -K eth0 tx off tso off gso off gro off >/dev/null 2>&1
  on vendor ip link set eth0 up
}

hosts() { grep -v '^#' "$HERE/ward/hosts.tsv"; }

# The switch and the gateway first, then one host after the other, as on a morning after a power cut.
start_hosts() {
  local folder
  for folder in switch gateway vendor $(hosts | cut -f1 | grep -vx gateway); do
    say "  $folder"
    on "$folder" sh -ex "$HERE/ward/hosts/$folder/start" >"$WORK/$folder.log" 2>&1 ||
      fail "$folder did not start: $(tail -3 "$WORK/$folder.log")"
  done
}

# KEEP_LOGS=FOLDER keeps what the programs said.
keep_logs() { [[ -z ${KEEP_LOGS:-} ]] || cp -rT "$WORK" "$KEEP_LOGS"; }

say() { echo "$*" >&2; }

fail() {
  say "record-ward: $*"
  exit 1
}

main
