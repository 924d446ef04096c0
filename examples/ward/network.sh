# Hosts and the switch between them. A host is a process that holds namespaces of its own: network, mounts, host
# name, process ids. Its /etc, /var and /run are its own, too, so nothing it writes outlives it. When the
# holding process ends, the kernel ends everything that runs in it.

declare -gA HOLDER INSIDE
SWITCH_MAC=d0:77:ce:18:5b:00

# hold NAME HOSTNAME: starts an empty host.
hold() {
  unshare --net --mount --uts --pid --fork --kill-child --mount-proc bash -e -c '
    hostname "$1"
    mount -t sysfs sysfs /sys
    mount -t tmpfs tmpfs /run
    for folder in etc var; do
      mkdir -p /run/over/$folder/{upper,work}
      mount -t overlay overlay -o lowerdir=/$folder,upperdir=/run/over/$folder/upper,workdir=/run/over/$folder/work /$folder
    done
    mkdir -p /run/lock /run/sshd /run/lldpd /run/dbus /run/avahi-daemon
    echo "127.0.0.1 localhost $1" >/etc/hosts
    echo "$1" >/etc/hostname
    cp -rT "$2" /etc
    ip link set lo up
    : >/run/ready
    exec sleep infinity' hold "$2" "$(config_of "$1")" 2>"$WORK/$1.hold" &
  HOLDER[$1]=$!
  local tries child=
  for tries in {1..100}; do
    child=$(cat "/proc/${HOLDER[$1]}/task/${HOLDER[$1]}/children" 2>/dev/null) || true
    [[ -n $child && -e /proc/${child% }/root/run/ready ]] && break
    sleep 0.05
  done
  INSIDE[$1]=${child% }
  on "$1" test -e /run/ready
}

config_of() {
  local folder=$HERE/ward/hosts/$1/etc
  [[ -d $folder ]] || folder=$(mkdir -p "$WORK/empty" && echo "$WORK/empty")
  echo "$folder"
}

# on NAME COMMAND...: runs a command in a host.
on() {
  local name=$1
  shift
  nsenter --target "${INSIDE[$name]}" --net --mount --uts --pid -- "$@"
}

# plug NAME MAC PORT: a cable from the host's eth0 to a port of the switch.
plug() {
  ip link add "$3" netns "${INSIDE[switch]}" type veth peer name eth0 address "$2" netns "${INSIDE[$1]}"
  # Without offloads frames look on the "cable" as on a real one: checksums filled in, nothing above the MTU.
  on "$1" ethtool -K eth0 tx off tso off gso off gro off >/dev/null 2>&1
  on switch ethtool -K "$3" tx off tso off gso off gro off >/dev/null 2>&1
  on switch ip link set "$3" address "${SWITCH_MAC%:*}:$(printf %02x "${3#swp}")" master ward up
  on "$1" ip link set eth0 up
}

make_switch() {
  hold switch sw-ward3
  on switch ip link add ward address "$SWITCH_MAC" type bridge stp_state 1 hello_time 1000 forward_delay 0 mcast_snooping 0
  on switch ethtool -K ward tx off tso off gso off >/dev/null 2>&1
  on switch ip link set ward up
  on switch ip address add 10.31.7.2/24 dev ward
  on switch ip route add default via 10.31.7.1 2>/dev/null || true
}

# record FILE: what enters any port, and what the switch itself sends, each frame once: a mirror of all ports.
record() {
  local port ports=()
  for port in $(on switch ls /sys/class/net/ward/brif); do ports+=(-i "$port" -f inbound); done
  # Frames of the switch's own protocols leave by every port: one port is enough to see them.
  on switch sh -c 'echo $$ >/run/dumpcap.pid; exec dumpcap -q "$@"' dumpcap -w "$1" -i ward -f outbound \
    "${ports[@]}" -i swp1 -f 'outbound and (ether proto 0x88cc or ether dst 01:80:c2:00:00:00)' 2>"$WORK/dumpcap.log" &
  RECORDER=$!
}

stop_recording() {
  on switch sh -c 'kill -INT "$(cat /run/dumpcap.pid)"'
  wait "$RECORDER"
}

stop_hosts() {
  local name
  for name in "${!HOLDER[@]}"; do kill -KILL "${INSIDE[$name]:-${HOLDER[$name]}}" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
