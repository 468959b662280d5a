# A change on probation: the target takes it back by itself unless a new connection confirms it. Of
# the two, the rename of `armed` lets exactly one win. Needs what tells whether a process lives.

# clova_self: who this shell is, for those who want to know whether it still lives.
clova_self() {
  c_boot=
  { IFS= read -r c_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  c_started $$
  printf '%s %s %s\n' $$ "$c_r" "$c_boot"
}

# clova_arm SERVICE NUMBER: a timer of the target's own, before anything is changed.
clova_arm() {
  clova_outlives || return 1
  BACK=$ROOT/.clova/unconfirmed/$1
  rm -rf -- "$BACK"
  [ -d "$ROOT/.clova/unconfirmed" ] || mkdir "$ROOT/.clova/unconfirmed" 2>&1 || return 1
  mv -- "$STAGE/$2/back" "$BACK" 2>&1 && clova_self >"$BACK/working" && : >"$BACK/armed.$TOKEN" || return 1
  clova_detach
  patience=50
  while [ ! -f "$BACK/timer" ]; do
    patience=$((patience - 1))
    [ "$patience" -gt 0 ] || {
      rm -rf -- "$BACK"
      printf 'no timer could be set that would take the change back'
      return 1
    }
    sleep 0.1 2>/dev/null || sleep 1
  done
  frame armed
}

# clova_outlives: whether the timer of an ordinary user may go on when that user's login is over.
clova_outlives() {
  manager=--system
  [ "$(id -u)" != 0 ] || return 0
  manager=
  user=$(id -un)
  if [ -e "/var/lib/systemd/linger/$user" ]; then
    manager=--user
    return 0
  fi
  case $(LC_ALL=C loginctl show-session -p KillUserProcesses 2>/dev/null) in
    *=yes) ;;
    *) return 0 ;;
  esac
  printf 'the timer that would take it back ends with the login (KillUserProcesses)\n'
  printf '`loginctl enable-linger %s` on the target lets it go on\n' "$user"
  return 1
}

# clova_detach: the timer outlives this session, its process group and its login.
clova_detach() {
  if [ -n "$manager" ] && [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
    [ -n "${XDG_RUNTIME_DIR-}" ] || XDG_RUNTIME_DIR=/run/user/$(id -u)
    export XDG_RUNTIME_DIR
    systemd-run "$manager" --quiet --collect --no-block --unit="clova-unconfirmed-$TOKEN" -p KillMode=process \
      --setenv=HOME="$HOME" /bin/sh "$BACK/run" </dev/null >/dev/null 2>&1 && return
  fi
  command -v setsid >/dev/null 2>&1 || return 0
  setsid /bin/sh "$BACK/run" </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
}

# clova_keep_beside FOLDER NAME: a file outside the service's directory, before it is changed.
clova_keep_beside() {
  cd -P "$1" 2>/dev/null || return 0
  [ "$PWD" = "$ROOT/$SERVICE" ] || clova_keep_outside "$2"
}

# clova_hold RECEIPT: it counts once the change is confirmed, and the listing with it.
clova_hold() {
  if [ -f "$FROM/listing" ]; then
    mv -f -- "$FROM/listing" "$BACK" 2>&1 || return 1
  fi
  mv -f -- "$FROM/$1" "$BACK/held" 2>&1
}

# clova_hold_leaving: once it is confirmed that the service leaves, nothing of it is known here.
clova_hold_leaving() {
  : >"$BACK/leaving"
}

# clova_now: seconds that only go forward, where there are such.
clova_now() {
  { IFS=' .' read -r now rest </proc/uptime; } 2>/dev/null || now=$(date +%s)
}

# clova_watch: until the change is confirmed or the time is over, counted from when it was made.
clova_watch() {
  clova_self >"$BACK/timer.new" && mv -f -- "$BACK/timer.new" "$BACK/timer" || exit
  clova_now
  end=$((now + LIMIT))
  while [ "$now" -lt "$end" ]; do
    sleep 1
    [ -f "$BACK/armed.$TOKEN" ] || exit 0
    clova_now
    ! clova_lives "$BACK/working" || end=$((now + LIMIT))
  done
  mv -- "$BACK/armed.$TOKEN" "$BACK/returning" 2>/dev/null || exit 0
}

# clova_is_untouched FRESH: the change had not come as far as to change anything.
clova_is_untouched() {
  [ ! -f "$BACK/begun" ] || { [ "$1" = fresh ] && [ ! -d "$ROOT/$SERVICE" ]; }
}

# clova_is_left GENERATION: what is here is what this timer was set for: a change that was begun on
# top of that version, and not ended by anybody.
clova_is_left() {
  OWN=$ROOT/.clova/services/$SERVICE
  clova_version
  [ -f "$OWN/pending/change" ] && [ "$generation" = "$1" ]
}

# clova_unmark: it was never begun.
clova_unmark() {
  rm -rf -- "$OWN/pending"
  [ -f "$OWN/receipt" ] || rmdir -- "$OWN" 2>/dev/null || :
}

# clova_returned: what is left of it tells the next look, and whoever waits.
clova_returned() {
  mv -f -- "$BACK/returning" "$BACK/returned"
  rm -rf -- "$BACK/0" "$BACK/run" "$BACK/held" "$BACK/leaving" "$BACK/listing" "$BACK/working" "$BACK/begun" "$BACK/output" "$BACK/output.how" "$BACK/output.watch" "$BACK/tried" "$BACK/tried.how" "$BACK/tried.watch" "$BACK/log"
}

# clova_confirm WHAT RECEIPT...: whoever runs this has come by a new connection, with all the rights
# that are needed; or, if WHAT is `look`, only wants to know. One that was cut off, or whose answer was
# lost, may be repeated. RECEIPT are the digests of those that the change may leave.
clova_confirm() {
  BACK=$ROOT/.clova/unconfirmed/$SERVICE
  OWN=$ROOT/.clova/services/$SERVICE
  what=$1
  shift
  if [ -f "$BACK/returned" ]; then
    frame returned
  elif [ -f "$BACK/returning" ]; then
    if clova_lives "$BACK/timer"; then frame returning; else frame lost; fi
  elif [ -f "$BACK/working" ]; then
    if clova_lives "$BACK/working" || clova_lives "$BACK/timer"; then frame working; else frame lost; fi
  elif [ "$what" = look ] && [ -f "$BACK/armed.$TOKEN" ]; then
    frame armed
  elif clova_is_confirmed || mv -- "$BACK/armed.$TOKEN" "$BACK/confirmed.$TOKEN" 2>/dev/null; then
    clova_unhold && rm -rf -- "$BACK"
  elif clova_is_recorded "$@"; then
    frame confirmed held
  elif clova_lives "$BACK/timer"; then
    frame returning
  else
    frame lost
  fi
}

# clova_is_recorded RECEIPT...: the change is confirmed, and one of these is what it left, if anything.
clova_is_recorded() {
  [ ! -f "$OWN/pending/change" ] || return 1
  if [ ! -f "$OWN/receipt" ]; then
    [ $# = 0 ]
    return
  fi
  IFS=' ' read -r format length digest generation <"$OWN/receipt"
  case " $* " in
    *" $digest "*) return 0 ;;
    *) return 1 ;;
  esac
}

# clova_is_confirmed: by an attempt that did not come to its end, perhaps.
clova_is_confirmed() {
  [ -f "$BACK/confirmed.$TOKEN" ] || [ -f "$BACK/kept.$TOKEN" ]
}

# clova_unhold: the receipt is the truth of what was left here.
clova_unhold() {
  if [ -f "$BACK/confirmed.$TOKEN" ] && { [ -f "$BACK/held" ] || [ -f "$BACK/leaving" ]; }; then
    mv -f -- "$BACK/confirmed.$TOKEN" "$BACK/kept.$TOKEN" || return 1
  fi
  [ -f "$BACK/kept.$TOKEN" ] || {
    frame confirmed
    return 0
  }
  if [ -f "$BACK/leaving" ]; then
    [ ! -d "$OWN" ] || clova_forget >/dev/null || return 1
    clova_durable "$ROOT"
    frame confirmed held
    return 0
  fi
  if [ -f "$OWN/pending/tree" ]; then
    mv -f -- "$OWN/pending/tree" "$OWN" || return 1
  fi
  if [ -f "$BACK/listing" ]; then
    mv -f -- "$BACK/listing" "$OWN" || return 1
  fi
  if [ -f "$BACK/held" ]; then
    mv -f -- "$BACK/held" "$OWN/receipt" || return 1
  fi
  rm -rf -- "$OWN/pending" || return 1
  clova_durable "$OWN"
  frame confirmed held
}
