# What systemd has of a service's units. Nothing here changes anything.

# clova_systemd: whether there is a systemd that takes our word; a line for each fact.
clova_systemd() {
  printf 'user %s\n' "$(id -u)"
  if ! command -v systemctl >/dev/null 2>&1; then
    printf 'missing systemctl\n'
    return 1
  fi
  if [ ! -d /run/systemd/system ]; then
    printf 'missing systemd\n'
    return 1
  fi
}

# clova_show UNIT...: a block of NAME=VALUE lines for each unit, with an empty line between two.
clova_show() {
  TZ=UTC LC_ALL=C timeout 20 systemctl --no-pager show -p Id,LoadState,ActiveState,SubState,Result,UnitFileState,FragmentPath,NeedDaemonReload,ExecMainStatus,ExecMainExitTimestamp,ActiveEnterTimestamp,StateChangeTimestamp,Type,RemainAfterExit,CanReload -- "$@" || printf '\nfailed show\n'
  printf '\n'
}

# clova_installed FOLDER NAME DIGEST: one file below systemd's own folder. Its text comes with it, a
# bar before each line, unless it has just this content and mode.
clova_installed() (
  if ! cd -P "/etc/systemd/system/$1" 2>/dev/null || { [ ! -e "./$2" ] && [ ! -L "./$2" ]; }; then
    printf 'none %s/%s\n' "$1" "$2"
  elif [ -L "./$2" ] || [ ! -f "./$2" ]; then
    printf 'odd %s/%s\n' "$1" "$2"
  else
    digest=$(sha256sum <"./$2")
    digest=${digest%% *}
    mode=$(ls -ln -- "./$2")
    printf 'file %s %s %s %s/%s\n' "${mode%% *}" "$(($(wc -c <"./$2")))" "$digest" "$1" "$2"
    if [ "$digest" != "$3" ]; then
      head -c 65536 <"./$2" | sed 's/^/|/'
      printf '\n'
    fi
  fi
)
