# What a target can do, for whoever sets it up. Nothing here changes anything.

# clova_check_shell: who we are, by what shell, when, and which of the tools are missing.
clova_check_shell() {
  frame user
  id -un
  frame shell
  readlink /bin/sh || printf 'sh'
  frame time
  date +%s
  frame missing
  for tool in tar sha256sum find cmp xargs sed head tail cat mv cp ln rm mkdir rmdir chmod date ls; do
    command -v "$tool" >/dev/null 2>&1 || printf '%s\n' "$tool"
  done
  for tool in flock setsid timeout; do
    command -v "$tool" >/dev/null 2>&1 || printf 'optional %s\n' "$tool"
  done
}

# clova_check_root DIRECTORY: whether services can live there, and how much fits in.
clova_check_root() {
  case $1 in
    "~") ROOT=$HOME ;;
    "~/"*) ROOT=$HOME/${1#"~/"} ;;
    *) ROOT=$1 ;;
  esac
  at=$ROOT
  while [ ! -e "$at" ] && [ ! -L "$at" ] && [ "$at" != / ]; do
    at=${at%/*}
    at=${at:-/}
  done
  frame root
  printf '%s' "$ROOT"
  frame at
  printf '%s' "$at"
  clova_check_folder "$at"
  frame loose
  clova_safe_parents 2>/dev/null
  frame room
  df -Pk -- "$at" 2>/dev/null | tail -n 1
  frame inodes
  df -Pi -- "$at" 2>/dev/null | tail -n 1
}

# clova_check_folder FOLDER: what keeps us from writing there.
clova_check_folder() {
  if [ ! -d "$1" ]; then
    frame odd
  elif [ -d "$ROOT/.clova" ] && [ ! -O "$ROOT/.clova" ]; then
    frame foreign
    ls -ld -- "$ROOT/.clova"
  elif [ -w "$1" ] && [ -x "$1" ]; then
    frame writable
  elif clova_check_mount "$1"; then
    frame readonly
  else
    frame unwritable
    ls -ld -- "$1"
  fi
}

# clova_check_mount FOLDER: whether its file system is mounted read-only.
clova_check_mount() {
  mount=$(df -P -- "$1" 2>/dev/null | tail -n 1)
  mount=/${mount#*% /}
  options=
  while read -r device where type words rest; do
    [ "$where" = "$mount" ] && options=$words
  done </proc/mounts
  case ,$options, in *,ro,*) return 0 ;; esac
  return 1
}

# clova_check_docker: the engine and Compose, each with its version or what it said.
clova_check_docker() {
  frame docker
  if command -v docker >/dev/null 2>&1; then
    clova_check_within docker version --format '{{.Server.Version}}' 2>&1
  else
    printf 'missing'
  fi
  frame compose
  clova_check_within docker compose version --short 2>/dev/null || clova_check_within docker-compose version --short 2>/dev/null || printf 'missing'
}

# clova_check_within COMMAND...: not for longer than it may take.
clova_check_within() {
  if command -v timeout >/dev/null 2>&1; then
    timeout 20 "$@" </dev/null
  else
    "$@" </dev/null
  fi
}

# clova_check_systemd: whether systemd runs the machine.
clova_check_systemd() {
  frame systemd
  if ! command -v systemctl >/dev/null 2>&1; then
    printf 'missing'
  elif [ ! -d /run/systemd/system ]; then
    printf 'idle'
  else
    systemctl --version 2>/dev/null | head -n 1
  fi
}
