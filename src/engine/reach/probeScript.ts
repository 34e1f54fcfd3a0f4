/**
 * Tries a connection with whatever the image has: `sh -c SCRIPT sh HOST PORT tcp|udp SECONDS`. It
 * says what it does as it does it, a word a line, so that what hangs is known from what was said
 * last: `tool NAME`, `resolving`, `resolved ADDRESS`, then one of the outcomes. It never writes a
 * file, and sends nothing but one empty line by UDP, or a plain request where only wget is there.
 */
export const probeScript = String.raw`
host=$1 port=$2 proto=$3 secs=$4
has() { command -v "$1" >/dev/null 2>&1; }
# Runs a command for at most so many seconds; 124 if it had to be ended.
within() {
  most=$1; shift
  "$@" & pid=$!
  ( sleep "$most"; kill -9 "$pid" ) >/dev/null 2>&1 & guard=$!
  wait "$pid" 2>/dev/null; code=$?
  kill -9 "$guard" 2>/dev/null
  [ "$code" = 137 ] && code=124
  return "$code"
}
inHosts() {
  while read -r address names; do
    case $address in '#'*|'') continue;; esac
    for one in $names; do [ "$one" = "$host" ] && { echo "$address"; return 0; }; done
  done < /etc/hosts
  return 1
}
byDns() {
  if has getent; then within "$secs" getent ahosts "$host" | { read -r address rest; echo "$address"; }
  elif has nslookup; then
    within "$secs" nslookup "$host" 2>/dev/null | sed -n '/^Name/,$p' |
      sed -n 's/^Address[ 0-9]*: *\([0-9a-fA-F.:]*\).*/\1/p' | head -n 1
  else echo '?'; fi
}
case $host in
  *:*) address=$host;;
  *[!0-9.]*) echo resolving; address=$(inHosts 2>/dev/null || byDns 2>/dev/null);;
  *) address=$host;;
esac
[ -n "$address" ] || { echo badAddress; exit 0; }
[ "$address" = '?' ] && address=$host
echo "resolved $address"
# What tools say when it does not work.
tell() {
  case $2 in
    *refused*) echo refused;;
    *'nreachable'*|*'o route to host'*|*'not permitted'*) echo "unreachable $2";;
    *'bad address'*|*'not resolve'*|*'not known'*|*'name resolution'*) echo badAddress;;
    *'imed out'*|*timeout*) echo timeout;;
    *) if [ "$1" = 124 ]; then echo timeout; else echo "unknown $1 $2"; fi;;
  esac
}
if has python3; then
  echo tool python3
  python3 - "$address" "$port" "$proto" "$secs" <<'PY'
import socket, sys, errno
host, port, proto, secs = sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])
kind = socket.SOCK_DGRAM if proto == "udp" else socket.SOCK_STREAM
s = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind)
s.settimeout(secs)
try:
    s.connect((host, port))
    print("connected", flush=True)
    if proto == "udp": s.send(b"\n")
    else: s.shutdown(socket.SHUT_WR)
    try:
        got = s.recv(1)
        print("answered" if got or proto == "udp" else "closed")
    except socket.timeout: print("silent")
except ConnectionResetError: print("closed")
except ConnectionRefusedError: print("refused")
except socket.timeout: print("timeout")
except OSError as e: print("unreachable " + str(e))
PY
elif has bash; then
  echo tool bash
  said=$(within "$((secs + 1))" bash -c '
    exec 2>&1
    host=$1 port=$2 proto=$3 secs=$4
    exec 3<>"/dev/$proto/$host/$port" || exit 1
    echo connected
    if [ "$proto" = udp ]; then printf "\n" >&3; fi
    IFS= read -r -n 1 -t "$secs" -u 3 byte; code=$?
    if [ "$code" = 0 ]; then echo answered; elif [ "$code" -gt 128 ]; then echo silent
    elif [ "$proto" = udp ]; then echo refused; else echo closed; fi
  ' bash "$address" "$port" "$proto" "$secs" 2>/dev/null); code=$?
  case $said in
    connected*) echo "$said" | tail -n 1 | sed 's/^connected$/silent/';;
    *) tell "$code" "$said";;
  esac
elif [ "$proto" = udp ]; then echo cannot
elif has nc; then
  echo tool nc
  said=$(within "$((secs + 2))" nc -w "$secs" "$address" "$port" </dev/null 2>&1 >/dev/null); code=$?
  case $code in
    0) echo connected; echo closed;;
    124) echo connected; echo silent;;
    *) if [ -z "$said" ]; then echo "unknown $code"; else tell "$code" "$said"; fi;;
  esac
elif has curl; then
  echo tool curl
  case $address in *:*) at="[$address]";; *) at=$address;; esac
  said=$(curl -sS -o /dev/null -w ' took=%{time_connect}' --connect-timeout "$secs" --max-time "$((secs + 1))" "telnet://$at:$port" </dev/null 2>&1)
  case $said in
    *took=0.000000|*took=0,000000) tell 1 "$said";;
    *'imed out'*) echo connected; echo silent;;
    *) echo connected; echo closed;;
  esac
elif has wget; then
  echo tool wget
  case $address in *:*) at="[$address]";; *) at=$address;; esac
  said=$(within "$secs" wget -q -O /dev/null "http://$at:$port/" 2>&1); code=$?
  case $code:$said in
    0:*|*'server returned'*|*' 40'*) echo connected; echo answered;;
    *'rror getting response'*|*reset*) echo connected; echo closed;;
    *) tell "$code" "$said";;
  esac
else echo cannot; fi
`;
