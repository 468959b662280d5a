# What a target has. Nothing here changes anything.

# clova_root DIRECTORY: the folder under which services live; every path after this is below it.
clova_root() {
  ASIS=" " SAME=" " PENDING=" "
  case $1 in
    "~") ROOT=$HOME ;;
    "~/"*) ROOT=$HOME/${1#"~/"} ;;
    *) ROOT=$1 ;;
  esac
  if cd -P "$ROOT" 2>/dev/null; then
    ROOT=$PWD
    if [ -e ./.clova ] && ! [ -x ./.clova -a -r ./.clova ]; then
      CLOVA_ROOT=
      frame root denied
    else
      CLOVA_ROOT=1
      frame root present
    fi
  else
    CLOVA_ROOT=
    frame root absent
  fi
  printf '%s' "$ROOT"
  [ -n "$CLOVA_ROOT" ]
}

# clova_kernel: its name, release and machine; newer ones have all three to read.
clova_kernel() {
  if { read -r name </proc/sys/kernel/ostype && read -r release </proc/sys/kernel/osrelease && read -r machine </proc/sys/kernel/arch; } 2>/dev/null; then
    printf '%s %s %s\n' "$name" "$release" "$machine"
  else
    uname -srm
  fi
}

# clova_facts: stable facts, as cheaply as they are to be had.
clova_facts() {
  frame facts
  clova_kernel
  printf 'home %s\n' "$HOME"
  for tool in docker systemctl flock setsid timeout curl wget tar sha256sum; do
    command -v "$tool" >/dev/null 2>&1 && printf 'tool %s\n' "$tool"
  done
  [ -d /run/systemd/system ] && printf 'init systemd\n'
  if [ -r /etc/os-release ]; then
    while IFS= read -r line; do
      case $line in ID=* | VERSION_ID=* | PRETTY_NAME=*) printf 'os %s\n' "$line" ;; esac
    done </etc/os-release
  fi
  if [ -r /proc/sys/kernel/random/boot_id ]; then
    read -r line </proc/sys/kernel/random/boot_id
    printf 'boot %s\n' "$line"
  fi
}

# clova_receipts KNOWN...: every receipt of this root. KNOWN are words "SERVICE:DIGEST" of receipts
# that the controller has; of those only the name is told. ASIS names the services whose receipt is
# known and not in the middle of a change.
clova_receipts() {
  known=" $* "
  ASIS=" "
  set +f
  set -- ./.clova/services/*/receipt
  set -f
  for receipt; do
    [ -f "$receipt" ] || continue
    service=${receipt#./.clova/services/}
    service=${service%/receipt}
    folder=./.clova/services/$service
    IFS=' ' read -r format length digest generation <"$receipt"
    case $known in
      *" $service:$digest "*) frame known "$service" ;;
      *)
        frame receipt "$service"
        cat "$receipt"
        frame tree "$service"
        [ -f "$folder/tree" ] && cat "$folder/tree"
        frame listing "$service"
        [ -f "$folder/listing" ] && cat "$folder/listing"
        ;;
    esac
    if [ -f "$folder/pending/change" ]; then
      clova_pending "$service"
    else
      case $known in *" $service:$digest "*) ASIS="$ASIS$service " ;; esac
    fi
  done
  set +f
  set -- ./.clova/services/*/pending/change
  set -f
  for pending; do
    [ -f "$pending" ] || continue
    service=${pending#./.clova/services/}
    service=${service%/pending/change}
    [ -f "./.clova/services/$service/receipt" ] || clova_pending "$service"
  done
  clova_unconfirmed
  clova_carried
}

# clova_carried: services of which a copy was on its way here; what a rename has taken is no copy.
clova_carried() {
  set +f
  set -- ./.clova/moving/*
  set -f
  for moving; do
    [ ! -d "$moving" ] || [ -s "$moving/arriving" ] || frame carried "${moving##*/}"
  done
}

# clova_unconfirmed: changes that wait for a new connection, or that none has confirmed in time.
clova_unconfirmed() {
  set +f
  set -- ./.clova/unconfirmed/*
  set -f
  for open; do
    service=${open##*/}
    if [ -f "$open/returned" ]; then
      frame unconfirmed "$service" returned
    elif clova_lives "$open/timer"; then
      frame unconfirmed "$service" awaited
    elif clova_is_forgotten; then
      frame unconfirmed "$service" forgotten
    fi
  done
}

# clova_is_forgotten: $open is of a change that waits, and nothing is left that would take it back.
clova_is_forgotten() {
  [ -f "./.clova/services/$service/pending/change" ] || return 1
  set +f
  set -- "$open"/armed.* "$open"/returning
  set -f
  [ -f "$1" ] || [ -f "$2" ]
}

# clova_lives FILE: whether the process that FILE tells of is there.
clova_lives() {
  [ -f "$1" ] || return 1
  c_boot=
  { IFS= read -r c_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  c_who=
  { IFS= read -r c_who <"$1"; } 2>/dev/null
  c_alive $c_who
}

# clova_pending SERVICE: a change of it was begun and not recorded as ended; whether it has a directory.
clova_pending() {
  PENDING="$PENDING$1 "
  if [ -d "./$1" ]; then frame pending "$1" there; else frame pending "$1"; fi
  cat "./.clova/services/$1/pending/change"
  frame next "$1"
  [ -f "./.clova/services/$1/pending/tree" ] && cat "./.clova/services/$1/pending/tree"
}

# A record of a listing, for a find that knows -printf: of a folder, and of anything else.
CLOVA_FOLDER='d %m %U %G 0 0 0 0 %P\0\0'
CLOVA_ENTRY='%y %m %U %G %s %T@ %C@ %i %P\0%l\0'

# clova_find WHERE... PRUNE...: one record an entry, in the order of the walk.
clova_find() {
  if [ "$CLOVA_FIND" = plain ]; then
    find "$@" -print0 2>/dev/null
    printf '\0'
    find "$@" -exec stat -c '%f %u %g %s %Y %Z %i %n' {} + 2>/dev/null
  else
    find "$@" \( -type d -printf "$CLOVA_FOLDER" -o -printf "$CLOVA_ENTRY" \) 2>/dev/null
  fi
}

# clova_trees: which of $SERVICES have a directory, and whether what is in it is what was recorded.
# In the middle of a change the listing may be ahead of the receipt, so it tells nothing. Nothing was
# listed where there is no listing, and nothing is by a find that does not know how: that is not the same.
# $PRUNE_service holds nothing that needs quoting: it is set by clova_prune.
clova_trees() {
  there=
  lists=
  compare=1
  for service in $SERVICES; do
    if [ -L "./$service" ]; then
      frame odd "$service"
    elif [ -d "./$service" ]; then
      there="$there ./$service"
      lists="$lists ./.clova/services/$service/listing"
      [ -s "./.clova/services/$service/listing" ] || compare=
    elif [ -e "./$service" ]; then
      frame odd "$service"
    else
      frame gone "$service"
    fi
  done
  [ -n "$there" ] || return 0
  CLOVA_FIND=gnu
  if [ "$compare$PENDING" = "1 " ] && cat $lists 2>/dev/null | { clova_find $there "$@" | cmp -s - /dev/fd/3; } 3<&0 2>/dev/null; then
    frame same "$there"
    SAME=" $there "
    return 0
  fi
  SAME=" "
  [ "$(find . -prune -printf x 2>/dev/null)" = x ] || CLOVA_FIND=plain
}

# clova_tree SERVICE PRUNE...: the listing of one service, unless it is what was recorded.
clova_tree() {
  service=$1
  shift
  [ -d "./$service" ] && [ ! -L "./$service" ] || return 0
  case $SAME in *" ./$service "*) return 0 ;; esac
  listing=./.clova/services/$service/listing
  case $PENDING in *" $service "*) listing=/dev/null ;; esac
  if (cd -P "./$service" && clova_find . "$@") | cmp -s - "$listing" 2>/dev/null; then
    frame same "./$service"
    SAME="$SAME./$service "
  else
    frame now "$service" "$CLOVA_FIND"
    (cd -P "./$service" && clova_find . "$@")
  fi
}

# clova_within SERVICE: into its directory if it has one; says whether all is as recorded.
clova_within() {
  CLOVA_ASIS=0
  [ -n "$CLOVA_ROOT" ] || return 0
  case $ASIS in
    *" $1 "*) case $SAME in *" ./$1 "*) CLOVA_ASIS=1 ;; esac ;;
  esac
  if [ -d "./$1" ] && [ ! -L "./$1" ]; then cd -P "./$1"; fi
}

# clova_ask COMMAND: a command of the service's own, as a question; its output is not wanted.
clova_ask() {
  if command -v timeout >/dev/null 2>&1; then
    timeout 30 sh -c "$1" </dev/null >/dev/null 2>&1
  else
    sh -c "$1" </dev/null >/dev/null 2>&1
  fi
}

# clova_seeded PATH: whether a persistent path has something in it.
clova_seeded() {
  [ -e "$1" ] || [ -L "$1" ] || return 1
  if [ -d "$1" ] && [ ! -L "$1" ]; then
    set +f
    for entry in "$1"/* "$1"/.[!.]*; do
      if [ -e "$entry" ] || [ -L "$entry" ]; then
        set -f
        return 0
      fi
    done
    set -f
    return 1
  fi
}

# clova_seed NUMBER PATH: the number, if there is something in the persistent path.
clova_seed() {
  clova_seeded "./$2" && printf '%s\n' "$1"
}

# clova_step COMPONENT...: down from here, one component at a time, never through a link.
clova_step() {
  for component; do
    at=$PWD
    [ ! -L "./$component" ] && cd -P "./$component" 2>/dev/null && [ "$PWD" = "${at%/}/$component" ] || return 1
  done
}

# clova_read LIMIT COMPONENT...: type and digest of one file below the service, and its text if it
# is no longer than LIMIT bytes. Prints "TYPE DIGEST", a line end, and the bytes.
clova_read() (
  limit=$1
  shift
  while [ $# -gt 1 ]; do
    clova_step "$1" || { printf 'none\n'; exit 0; }
    shift
  done
  if [ -L "./$1" ]; then
    printf 'link\n'
  elif [ -f "./$1" ]; then
    digest=$(sha256sum <"./$1") || { printf 'unreadable\n'; exit 0; }
    printf 'file %s\n' "${digest%% *}"
    [ "$limit" -gt 0 ] && head -c "$limit" <"./$1"
  else
    printf 'none\n'
  fi
)

# clova_sealed DIGEST PERMISSIONS: whether the env is as wanted; fingerprints keyed here.
clova_sealed() {
  if [ -L ./.env ] || [ ! -f ./.env ]; then
    printf 'absent - %s\n' "$(clova_seal "$1")"
    return 0
  fi
  digest=$(sha256sum <./.env) || return 1
  digest=${digest%% *}
  mode=$(ls -ln ./.env)
  case $digest:$mode in
    "$1:$2"*) printf 'same' ;;
    *) printf 'differs' ;;
  esac
  printf ' %s %s\n' "$(clova_seal "$digest")" "$(clova_seal "$1")"
  sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p' ./.env
}

# clova_seal DIGEST: the digest keyed with this root's own key; "-" before there is one.
clova_seal() {
  if [ -r "$ROOT/.clova/key" ]; then
    read -r key <"$ROOT/.clova/key"
    sealed=$(printf '%s %s' "$key" "$1" | sha256sum)
    printf '%s' "${sealed%% *}"
  else
    printf '%s' -
  fi
}
