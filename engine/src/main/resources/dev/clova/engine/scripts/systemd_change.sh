# Changing the units of a service and what runs of them.

# clova_journal UNIT...: how the units are, and what they said last.
clova_journal() {
  for unit; do
    printf '%s is %s; its journal ends with:\n' "$unit" "$(LC_ALL=C systemctl is-active "$unit" 2>&1)"
    LC_ALL=C journalctl --no-pager -q -n 20 -o short-iso -u "$unit" 2>&1 || printf 'the journal cannot be read\n'
  done
}

# clova_units VERB UNIT...: what systemctl says if it fails, and the journal with it.
clova_units() {
  verb=$1
  shift
  case $verb in start | restart) LC_ALL=C systemctl reset-failed -- "$@" 2>/dev/null ;; esac
  LC_ALL=C systemctl --no-pager "$verb" -- "$@" </dev/null 2>&1 && return 0
  clova_journal "$@"
  return 1
}

# clova_units_settled UNIT...: they still run a moment after they were started; a oneshot may have ended.
clova_units_settled() {
  for moment in 1 2 3; do
    sleep 0.4
    for unit; do
      state=$(LC_ALL=C systemctl show -p Type,ActiveState,SubState,Result -- "$unit")
      case $state in
        *ActiveState=failed* | *SubState=auto-restart*) ;;
        *ActiveState=inactive*)
          case $state in *Type=oneshot*) continue ;; esac
          ;;
        *) continue ;;
      esac
      printf '%s was started, but does not stay up\n' "$unit"
      clova_journal "$unit"
      return 1
    done
  done
}

# clova_stop UNIT...: those that are there; of a template all that was made of it.
clova_stop() {
  words=$#
  while [ "$words" -gt 0 ]; do
    case $1 in
      *@.*) set -- "$@" "${1%%@.*}@*.${1##*@.}" ;;
      *)
        case $(LC_ALL=C systemctl show -p LoadState,ActiveState -- "$1") in
          *ActiveState=inactive*LoadState=not-found* | *LoadState=not-found*ActiveState=inactive*) ;;
          *) set -- "$@" "$1" ;;
        esac
        ;;
    esac
    shift
    words=$((words - 1))
  done
  [ $# -gt 0 ] || return 0
  clova_units stop "$@" || return 1
  LC_ALL=C systemctl reset-failed -- "$@" 2>/dev/null || :
}

# clova_disable UNIT...: they no longer start with the system.
clova_disable() {
  for unit; do
    if [ -e "/etc/systemd/system/$unit" ]; then
      LC_ALL=C systemctl -q disable -- "$unit" </dev/null 2>&1 || return 1
    fi
  done
}

# clova_enabled YES UNIT...: they start with the system, or not, as far as they say how.
clova_enabled() {
  starts=$1
  shift
  for unit; do
    case $starts:$(LC_ALL=C systemctl is-enabled -- "$unit" 2>/dev/null) in
      yes:disabled | yes:enabled) LC_ALL=C systemctl -q reenable -- "$unit" </dev/null 2>&1 || return 1 ;;
      no:enabled*) LC_ALL=C systemctl -q disable -- "$unit" </dev/null 2>&1 || return 1 ;;
    esac
  done
}

# clova_undone UNIT...: stopped, their files gone; so goes what began them with the system.
clova_undone() {
  for unit; do
    LC_ALL=C systemctl -q disable -- "$unit" </dev/null >/dev/null 2>&1 || :
  done
  clova_no_dropin "$@"
}

# clova_fence UNIT...: nothing can start them any more; what they were is kept beside the receipt.
clova_fence() {
  (umask 077 && mkdir -p -- "$OWN/fenced") 2>&1 || return 1
  for unit; do
    [ -f "/etc/systemd/system/$unit" ] || continue
    if LC_ALL=C systemctl -q is-enabled -- "$unit" 2>/dev/null; then : >"$OWN/fenced/$unit.enabled"; fi
    cp -p -- "/etc/systemd/system/$unit" "$OWN/fenced/$unit.new" 2>&1 || return 1
    if [ -f "/etc/systemd/system/$unit.d/clova.conf" ]; then
      cp -p -- "/etc/systemd/system/$unit.d/clova.conf" "$OWN/fenced/$unit.conf" 2>&1 || return 1
    fi
    mv -f -- "$OWN/fenced/$unit.new" "$OWN/fenced/$unit" || return 1
    clova_durable "$OWN"
    clova_disable "$unit" || return 1
    rm -f -- "/etc/systemd/system/$unit" "/etc/systemd/system/$unit.d/clova.conf" || return 1
  done
  clova_no_dropin "$@"
  clova_reread
}

# clova_units_unfence UNIT...: they are as they were, but not started yet.
clova_units_unfence() {
  for unit; do
    if [ -f "$OWN/fenced/$unit.conf" ]; then
      clova_dropin "$unit" && cp -p -- "$OWN/fenced/$unit.conf" "/etc/systemd/system/$unit.d/clova.conf" 2>&1 || return 1
    fi
    if [ -f "$OWN/fenced/$unit" ]; then
      cp -p -- "$OWN/fenced/$unit" "/etc/systemd/system/$unit" 2>&1 || return 1
    fi
  done
  clova_reread || return 1
  for unit; do
    if [ -f "$OWN/fenced/$unit.enabled" ]; then
      LC_ALL=C systemctl -q enable -- "$unit" </dev/null 2>&1 || return 1
    fi
  done
  rm -rf -- "$OWN/fenced"
}

# clova_dropin UNIT...: the folders for what Clova adds to these units.
clova_dropin() {
  for unit; do
    [ -d "/etc/systemd/system/$unit.d" ] || (umask 022 && mkdir -- "/etc/systemd/system/$unit.d") 2>&1 || return 1
  done
}

# clova_no_dropin UNIT...: the folders go if nothing is left in them.
clova_no_dropin() {
  for unit; do
    rmdir -- "/etc/systemd/system/$unit.d" 2>/dev/null || :
  done
}

# clova_reread: systemd reads the unit files anew.
clova_reread() {
  LC_ALL=C systemctl daemon-reload </dev/null 2>&1
}
