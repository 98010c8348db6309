#!/usr/bin/env bash
# The desk through a real sshd on loopback: opened, used, and cut off by killing the connection.
# usage: tests/ssh.sh PATH-TO-VIGIE      Needs sshd, ssh, ssh-keygen and script; no root.
set -euo pipefail
vigie=$(realpath "${1:?usage: tests/ssh.sh PATH-TO-VIGIE}")
sshd=$(command -v sshd || ls /usr/sbin/sshd 2>/dev/null || true)
for tool in "${sshd:-sshd}" ssh ssh-keygen script; do
  command -v "$tool" >/dev/null || { echo "skipped: no ${tool##*/}"; exit 0; }
done

work=$(mktemp -d)
desk=
# Whatever fails, nothing is left that would hold the caller's output open.
trap 'kill $desk $(cat "$work/pid" 2>/dev/null) 2>/dev/null || true; rm -rf "$work"' EXIT
port=$((20000 + RANDOM % 20000))
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cp "$work/key.pub" "$work/authorized"
# A program of a name of its own, so that only this one is looked for afterwards.
cp "$vigie" "$work/vigie-over-ssh"
cat >"$work/config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $work/host
AuthorizedKeysFile $work/authorized
PidFile $work/pid
StrictModes no
UsePAM no
CONFIG
mkdir -p /run/sshd 2>/dev/null || true
"$sshd" -f "$work/config" -E "$work/log"

ssh_command="ssh -tt -q -F none -p $port -i $work/key -o StrictHostKeyChecking=no \
  -o UserKnownHostsFile=/dev/null 127.0.0.1 env HOME=$work $work/vigie-over-ssh demo"

wait_until() { # SECONDS COMMAND…
  local tries=$(($1 * 10)); shift
  until "$@"; do ((tries-- > 0)) || return 1; sleep 0.1; done
}
fail() { echo "failed: $*"; tail -3 "$work/log" || true; exit 1; }
running() { pgrep -f "$work/vigie-over-ssh demo" >/dev/null; }
gone() { ! running; }
shows() { grep -aqs "$1" "$work/screen"; }

mkfifo "$work/keys"
exec 3<>"$work/keys"
TERM=xterm-256color script -qfec "stty rows 40 cols 120; exec $ssh_command" "$work/screen" <"$work/keys" >/dev/null &
desk=$!
wait_until 60 shows Timeline || fail "no desk came up"
printf '\033[?2026;2$y\033[?62;22c' >&3
printf 'k' >&3
printf '/town:kidal\r' >&3
wait_until 10 shows 'town kidal' || fail "the filter does not answer"
# What the keys brought is drawn, and the archive is read: nothing has come for two seconds.
rests() { local was now; was=$(stat -c %s "$work/screen"); sleep 2; now=$(stat -c %s "$work/screen"); ((was == now)); }
wait_until 30 rests || fail "the desk does not come to rest"

before=$(stat -c %s "$work/screen"); sleep 3; after=$(stat -c %s "$work/screen")
idle=$((after - before))
((idle <= 60)) || fail "$idle bytes in three idle seconds"
echo "idle: $idle bytes in three seconds"

# The line drops: the server's end of the connection is killed, nothing says goodbye.
pkill -KILL -f -- "-p $port -i $work/key" || fail "no connection to cut"
wait_until 2 gone || fail "the desk still runs after its line was cut"
echo "cut off: no process is left"
