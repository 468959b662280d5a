# A command that ends with whoever asked for it.

# clova_attend SECONDS COMMAND...: runs a command, with nothing to read. Our own input brings signs of
# life; when it ends, or when none came for so many seconds, the command is ended, gently and after two
# seconds by force. Its status is ours.
clova_attend() {
  patience=$1
  shift
  exec 3<&0
  "$@" </dev/null 3<&- &
  work=$!
  (
    trap 'kill "$timer" 2>/dev/null; exit' TERM
    timer=
    while :; do
      (
        trap 'kill "$nap" 2>/dev/null; exit' TERM
        sleep "$patience" &
        nap=$!
        wait "$nap" && clova_strike "$work"
      ) 3<&- &
      timer=$!
      IFS= read -r beat <&3 || break
      kill "$timer" 2>/dev/null
    done
    kill "$timer" 2>/dev/null
    clova_strike "$work"
  ) </dev/null >/dev/null 2>&1 &
  watch=$!
  wait "$work"
  status=$?
  kill "$watch" 2>/dev/null
  return "$status"
}

# clova_strike PROCESS: ends all of the session if it has a process group of its own, else this alone.
clova_strike() {
  trap '' TERM
  if [ -n "$c_own" ]; then
    kill -s TERM 0
    sleep 2
    kill -s KILL 0
  else
    kill -s TERM "$1"
    sleep 2
    kill -s KILL "$1"
  fi
}
