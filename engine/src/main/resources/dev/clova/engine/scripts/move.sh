# Carrying a service's data from one target to another, where the controller stands between the two,
# or from one name to another.
# Needs look.sh and change.sh. Every path is one that the controller asked for.

# clova_tools: what this side can do.
clova_tools() {
  frame tools
  printf 'user %s\n' "$(id -u)"
  case $(tar --version 2>/dev/null) in
    *GNU*)
      printf 'gnu tar\n'
      case $(tar --help 2>/dev/null) in *--xattrs*) printf 'gnu xattrs\n' ;; esac
      ;;
  esac
}

# clova_survey PATH...: what is at each of them below here, without any content.
clova_survey() {
  CLOVA_FIND=gnu
  [ "$(find . -prune -printf x 2>/dev/null)" = x ] || CLOVA_FIND=plain
  number=0
  status=0
  for path; do
    if [ -d "./$path" ] && [ ! -L "./$path" ]; then
      frame listing "$number"
      (cd -P "./$path" && clova_find .) || status=1
    elif [ -e "./$path" ] || [ -L "./$path" ]; then
      frame listing "$number"
      clova_find "./$path" || status=1
    fi
    number=$((number + 1))
  done
  return "$status"
}

# clova_owners PATH...: whose files they are, by number and by name.
clova_owners() {
  words=$#
  while [ "$words" -gt 0 ]; do
    if [ -e "./$1" ] || [ -L "./$1" ]; then set -- "$@" "./$1"; fi
    shift
    words=$((words - 1))
  done
  frame need
  [ $# -gt 0 ] && du -skc -- "$@" 2>/dev/null | tail -n 1
  frame owners
  [ $# -gt 0 ] && find "$@" -exec stat -c 'u %u %U
g %g %G' {} + 2>/dev/null | sort -u
  return 0
}

# clova_owned KIND NUMBER NAME...: those of them that mean somebody else here.
clova_owned() {
  while [ $# -gt 2 ]; do
    case $1 in u) list=/etc/passwd ;; *) list=/etc/group ;; esac
    number=$(sed -n "s/^$3:[^:]*:\([0-9]*\):.*/\1/p" "$list" 2>/dev/null)
    name=$(sed -n "s/^\([^:]*\):[^:]*:$2:.*/\1/p" "$list" 2>/dev/null | head -n 1)
    if [ "${number:-$2}" != "$2" ]; then
      printf '%s is number %s here and %s there\n' "$3" "$number" "$2"
    elif [ "${name:-$3}" != "$3" ]; then
      printf 'number %s is %s here and %s there\n' "$2" "$name" "$3"
    fi
    shift 3
  done
}

# clova_moving SERVICE: into the folder where its data gathers; nothing reads it before all is there.
clova_moving() {
  cd -P "$ROOT/.clova" || return 1
  for folder in moving "moving/$1" "moving/$1/data"; do
    [ -d "./$folder" ] || mkdir "./$folder" 2>&1 || return 1
  done
  cd -P "./moving/$1/data"
}

# clova_volume_folder NAME: into the folder that holds a volume's data.
clova_volume_folder() {
  folder=$(docker volume inspect --format '{{.Mountpoint}}' -- "$1") || return 1
  case $folder in
    */_data) cd -P "${folder%/_data}" ;;
    *)
      printf 'the data of the volume %s is not where Docker keeps volumes' "$1"
      return 1
      ;;
  esac
}

# clova_volume_labels NAME OLD NEW: what Compose knows it by, in a project of another name; of a
# volume that lies elsewhere only the data itself could tell.
clova_volume_labels() {
  kind=$(docker volume inspect --format '{{.Driver}} {{len .Options}}' -- "$1") || return 1
  if [ "$kind" != 'local 0' ]; then
    printf 'the volume %s has a driver or options of its own, and cannot be carried' "$1" >&2
    return 1
  fi
  docker volume inspect --format '{{range $name, $value := .Labels}}{{$name}}={{$value}}
{{end}}' -- "$1" | sed "s/^com\\.docker\\.compose\\.project=$2\$/com.docker.compose.project=$3/"
}

# clova_volume SERVICE NAME LABEL...: into a volume of that name, which is made if it is missing; one
# that somebody else made is left alone.
clova_volume() {
  service=$1
  name=$2
  shift 2
  clova_moving "$service" || return 1
  made=$ROOT/.clova/moving/$service/volumes
  if docker volume inspect -- "$name" >/dev/null 2>&1; then
    grep -qxF -e "$name" "$made" 2>/dev/null || clova_own_volume "$service" "$name" || {
      printf 'the volume %s is there already; if nobody needs it, docker volume rm removes it' "$name"
      return 1
    }
  else
    printf '%s\n' "$name" >>"$made" && clova_durable "$made" || return 1
    words=$#
    while [ "$words" -gt 0 ]; do
      set -- "$@" --label "$1"
      shift
      words=$((words - 1))
    done
    docker volume create "$@" -- "$name" >/dev/null || return 1
  fi
  clova_volume_folder "$name"
}

# clova_own_volume SERVICE NAME: whether a service that has been here before has that volume of then.
clova_own_volume() {
  [ -f "$ROOT/.clova/services/$1/receipt" ] || return 1
  [ "$(docker volume inspect --format '{{index .Labels "com.docker.compose.project"}}' -- "$2")" = "$1" ]
}

# clova_room KILOBYTES: whether so much more fits here; what is free otherwise.
clova_room() {
  set -- "$1" $(df -Pk . 2>/dev/null | tail -n 1)
  [ "${5:-0}" -ge "$1" ] && return 0
  printf '%s KiB are needed and %s KiB are free' "$1" "${5:-0}"
  return 1
}

# clova_vacant SERVICE: nothing of that name is here that the service would have to share.
clova_vacant() {
  cd -P "$ROOT" || return 1
  if [ -e "./$1" ] || [ -L "./$1" ]; then
    [ -f "./.clova/services/$1/receipt" ] && return 0
    [ -f "./.clova/moving/$1/arriving" ] && [ ! -s "./.clova/moving/$1/arriving" ] && rm -rf -- "./$1" "./.clova/services/$1" "./.clova/moving/$1/arriving" && return 0
    printf '%s/%s is there already' "$ROOT" "$1"
    return 1
  fi
}

# clova_arriving SERVICE: from here to its receipt, its directory holds only what a move put there.
clova_arriving() {
  [ -e "$ROOT/$1" ] || : >"$ROOT/.clova/moving/$1/arriving"
}

# clova_takable SERVICE PATH...: its data can be renamed into another folder, and need not be copied.
clova_takable() {
  cd -P "$ROOT/$1" || return 1
  shift
  here=$(stat -c %d "$ROOT/.clova")
  for path; do
    if [ -e "./$path" ] && [ "$(stat -L -c %d "./$path")" != "$here" ]; then
      printf '%s/%s is on a file system of its own, and cannot be renamed along' "$PWD" "$path"
      return 1
    fi
  done
}

# clova_aside SERVICE: what is left of a service that had this name, and was renamed, makes room.
clova_aside() {
  cd -P "$ROOT" || return 1
  [ -f "./.clova/services/$1/receipt" ] || return 0
  if [ -e "./$1" ] || [ -L "./$1" ]; then
    mkdir -p -- "./.clova/kept/$1" 2>&1 && mv -- "./$1" "./.clova/kept/$1/renamed-$TOKEN-$(date +%s)" 2>&1 || return 1
  fi
  clova_durable ./.clova
  rm -rf -- "./.clova/services/$1"
}

# clova_take OLD NEW PATH...: the data leaves OLD for NEW, which has no receipt yet; see clova_return.
clova_take() {
  old=$ROOT/$1
  moving=$ROOT/.clova/moving/$2
  [ -f "$moving/arriving" ] || {
    printf '%s/%s is there already' "$ROOT" "$2"
    return 1
  }
  printf '%s\n' "$1" >"$moving/arriving.$TOKEN" && mv -f "$moving/arriving.$TOKEN" "$moving/arriving" || return 1
  clova_durable "$moving"
  shift 2
  for path; do
    clova_shift "$old" "$moving/data" "$path" || return 1
  done
  clova_durable "$moving"
}

# clova_before SERVICE NUMBER: nobody has written a receipt of that number or a later one.
clova_before() {
  generation=0
  IFS=' ' read -r format length digest generation <"$ROOT/.clova/services/$1/receipt" || return 1
  case $generation in '' | *[!0-9]*) generation=$2 ;; esac
  [ "$generation" -lt "$2" ] || {
    printf 'somebody else has changed %s meanwhile' "$1"
    return 1
  }
}

# clova_tidy SERVICE: nothing of a move is left but what has arrived.
clova_tidy() {
  cd -P "$ROOT" || return 1
  if [ -s "./.clova/moving/$1/arriving" ] && [ ! -f "./.clova/services/$1/receipt" ]; then
    printf 'its data is in %s/.clova/moving/%s' "$ROOT" "$1"
    return 1
  fi
  if [ -f "./.clova/moving/$1/arriving" ] && [ ! -f "./.clova/services/$1/receipt" ]; then
    rm -rf -- "./$1" "./.clova/services/$1"
  fi
  if [ -f "./.clova/moving/$1/volumes" ] && [ ! -f "./.clova/services/$1/receipt" ]; then
    while IFS= read -r name; do docker volume rm -- "$name" >/dev/null 2>&1; done <"./.clova/moving/$1/volumes"
  fi
  rm -rf -- "./.clova/moving/$1"
}
