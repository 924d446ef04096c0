# What goes on in the ward, in about half a minute. Accounts, passwords and the patient are made up.

FIREFOX='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

talk() {
  local activity activities=()
  everyone_asks_the_time
  for activity in nurse_at_work scanner_at_work monitoring_polls ultrasound_at_work devices_report \
    building_asks service_at_the_pump phone_calls fridge_reports; do
    (set +e && $activity >"$WORK/$activity.log" 2>&1) &
    activities+=($!)
  done
  wait "${activities[@]}" || true
}

everyone_asks_the_time() {
  local name
  for name in camera printer ups monitor pacs files; do on "$name" ntpdate -q 10.31.7.1 || true; done
}

nurse_at_work() {
  local intranet=intranet.ward3.hospital.example
  on nurse curl -sS -A "$FIREFOX" "http://$intranet/" # refused: asks for a password
  on nurse curl -sS -A "$FIREFOX" -u nurse:made-up-password "http://$intranet/"
  on nurse curl -sSk -A "$FIREFOX" --tls-max 1.2 "https://$intranet/"
  on nurse curl -sSk -A "$FIREFOX" --tlsv1.3 "https://$intranet/"
  on nurse curl -sSk -A "$FIREFOX" https://updates.vendor.example/
  on nurse sh -c 'echo | openssl s_client -connect intranet.ward3.hospital.example:443 -tls1_2'
  on nurse smbclient -s /dev/null -W HOSPITAL -U nurse%made-up-password //files-ward3.ward3.hospital.example/ward \
    -c 'ls; get roster.txt /run/roster.txt; put /run/roster.txt copy.txt'
  on nurse smbclient -s /dev/null -N -L //10.31.7.11
  on nurse nmblookup -B 10.31.7.255 FILES-WARD3
  on nurse upnpc -s
  on nurse curl -sS http://10.31.7.13:8200/rootDesc.xml
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.13:5000/
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.43/description.xml
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.46/
  on nurse curl -sS -A "$FIREFOX" --digest -u viewer:made-up-password http://10.31.7.41/
  watch_the_camera
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.20:8042/app/explorer.html >/dev/null
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.20:8042/system
  on nurse curl -sS -A "$FIREFOX" http://10.31.7.40:631/
  on nurse ipptool -tv ipp://10.31.7.40:631/ipp/print get-printer-attributes.test
}

scanner_at_work() {
  local archive=(pacs-1.ward3.hospital.example 104)
  on ct echoscu -aet CT_ROOM2 -aec PACS1 "${archive[@]}"
  on ct storescu -aet CT_ROOM2 -aec PACS1 "${archive[@]}" /run/slice1.dcm /run/slice2.dcm
  on ct findscu -S -aet CT_ROOM2 -aec PACS1 -k QueryRetrieveLevel=STUDY -k PatientID=TEST-0001 \
    -k StudyInstanceUID "${archive[@]}"
  on ct logger -n 10.31.7.12 -P 514 -d -t scanner 'study sent'
}

ultrasound_at_work() {
  on us echoscu -aet LOGIQE9 -aec PACS1 pacs-1.ward3.hospital.example 104
  on us storescu -aet LOGIQE9 -aec PACS1 pacs-1.ward3.hospital.example 104 /run/frame.dcm
}

# Monitor and pumps to the interface engine, HL7 over MLLP.
devices_report() {
  on monitor "$NODE" "$PEERS/hl7-sender.ts" 10.31.7.14 6661 /run/observation
  on pumps "$NODE" "$PEERS/hl7-sender.ts" 10.31.7.14 6661 /run/medfusion-1 /run/medfusion-2 /run/plum
}

# Two seconds of the camera's picture.
watch_the_camera() {
  on nurse timeout 4 gst-launch-1.0 -q rtspsrc location=rtsp://10.31.7.41/axis-media/media.amp protocols=tcp \
    user-id=viewer user-pw=made-up-password ! fakesink
}

building_asks() {
  on watch timeout 15 "$NODE" "$PEERS/bacnet-tool.ts" 10.31.7.255 10.31.7.47
}

SYSTEM_GROUP=(1.3.6.1.2.1.1.1.0 1.3.6.1.2.1.1.2.0 1.3.6.1.2.1.1.5.0 1.3.6.1.2.1.1.6.0 1.3.6.1.2.1.1.7.0)

monitoring_polls() {
  local round
  for round in 1 2; do
    on watch snmpget -v1 -c public -On 10.31.7.44 "${SYSTEM_GROUP[@]}" 1.3.6.1.2.1.33.1.1.{1,2,3,4}.0
    on watch snmpget -v2c -c public -On 10.31.7.40 "${SYSTEM_GROUP[@]}" 1.3.6.1.2.1.25.3.2.1.3.1 \
      1.3.6.1.2.1.43.5.1.1.17.1 1.3.6.1.4.1.11.2.3.9.1.1.7.0
    on watch snmpget -v2c -c hospital-ro -On 10.31.7.1 "${SYSTEM_GROUP[@]}"
    on watch snmpget -v3 -l authPriv -u netadmin -a SHA-256 -A made-up-auth-pass -x AES -X made-up-priv-pass \
      -On 10.31.7.2 "${SYSTEM_GROUP[@]}"
    sleep 10
  done
  on watch ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null 10.31.7.10 true
  on watch ssh -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null 10.31.7.20 true
}

service_at_the_pump() {
  local line
  for line in service made-up 'cat /var/pump/library.txt' exit; do sleep 2 && echo "$line"; done |
    on watch telnet 10.31.7.50
  on watch curl -sS -u service:made-up ftp://10.31.7.50/
}

# The phone registers with the call manager, then calls through it.
phone_calls() {
  local sip=(-nostdin -m 1 -p 5060)
  on pbx timeout 20 sipp -sf /etc/sipp/registrar.xml -i 10.31.7.16 "${sip[@]}" &
  sleep 1
  on phone timeout 20 sipp -sf /etc/sipp/register.xml -i 10.31.7.42 "${sip[@]}" 10.31.7.16:5060
  wait $!
  on pbx timeout 20 sipp -sf /etc/sipp/answer.xml -i 10.31.7.16 "${sip[@]}" &
  sleep 1
  on phone timeout 20 sipp -sf /etc/sipp/call.xml -i 10.31.7.42 "${sip[@]}" 10.31.7.16:5060
  wait $!
}

fridge_reports() {
  local reading
  for reading in 4.1 4.2 4.0; do
    on fridge mosquitto_pub -h watch.ward3.hospital.example -i indigo520-u0470046 -t ward3/fridge/temperature -m "$reading"
    sleep 6
  done
}
