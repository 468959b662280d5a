# Changing a target. Everything is staged and verified first, then put into place by renames.
# A function that fails says why on its output and returns non-zero.

# clova_open_root DIRECTORY SERVICE...: makes the root and Clova's own folder below it, if they are
# missing; and if there are services, their own, and a fresh private one for what arrives.
clova_open_root() {
  case $1 in
    "~") ROOT=$HOME ;;
    "~/"*) ROOT=$HOME/${1#"~/"} ;;
    *) ROOT=$1 ;;
  esac
  if [ ! -d "$ROOT" ]; then
    (umask 022 && mkdir -p -- "$ROOT") 2>&1 || return 1
  fi
  cd -P "$ROOT" 2>/dev/null || {
    printf 'cannot enter %s' "$ROOT"
    return 1
  }
  ROOT=$PWD
  clova_safe_parents || return 1
  if [ ! -d ./.clova ]; then
    mkdir ./.clova 2>&1 || return 1
  fi
  [ ! -L ./.clova ] && [ -w ./.clova ] || {
    printf '%s/.clova is not a folder of ours to write in' "$ROOT"
    return 1
  }
  [ -f ./.clova/key ] || clova_key || return 1
  shift
  clova_make_folders "$@"
}

# clova_make_folders SERVICE...: what others have staged is of no use any more: they were cut off, or we would
# not have the lock. A service whose folder cannot be made says so itself.
clova_make_folders() {
  if [ $# -gt 0 ]; then
    STAGE=$ROOT/.clova/staging/$TOKEN
    words=$#
    while [ "$words" -gt 0 ]; do
      set -- "$@" "./.clova/services/$1"
      shift
      words=$((words - 1))
    done
    set -- "$STAGE" "$@"
    clova_sweep
  fi
  clova_folders ./.clova/services ./.clova/staging ./.clova/kept "$@" && return
  [ $# -gt 0 ] && clova_folders ./.clova/services ./.clova/staging ./.clova/kept "$STAGE"
}

# clova_sweep: nothing is left in the staging folder.
clova_sweep() {
  set +f
  set -- "$ROOT"/.clova/staging/*
  set -f
  [ ! -e "$1" ] || rm -rf -- "$@"
}

# clova_key: 244 bits that nobody knows, from the kernel if it has them to read.
clova_key() {
  if { read -r key </proc/sys/kernel/random/uuid && read -r rest </proc/sys/kernel/random/uuid; } 2>/dev/null; then
    printf '%s%s\n' "$key" "$rest" >"./.clova/key.$TOKEN"
  else
    head -c 32 /dev/urandom | sha256sum >"./.clova/key.$TOKEN"
  fi && mv -f "./.clova/key.$TOKEN" ./.clova/key
}

# clova_folders PATH...: makes those that are missing; every process counts where there are many.
clova_folders() {
  words=$#
  while [ "$words" -gt 0 ]; do
    [ -d "$1" ] || set -- "$@" "$1"
    shift
    words=$((words - 1))
  done
  [ $# = 0 ] || mkdir -- "$@" 2>&1
}

# clova_safe_parents: root must not work below a folder that somebody else can write.
clova_safe_parents() {
  [ "$(id -u)" = 0 ] || return 0
  above=$ROOT
  set -- /
  while [ -n "$above" ]; do
    set -- "$@" "$above"
    above=${above%/*}
  done
  loose=$(find "$@" -prune \( ! -user 0 -o \( \( -perm -0020 -o -perm -0002 \) ! -perm -1000 \) \) -print)
  [ -z "$loose" ] || {
    printf 'others than root can write to %s, so root must not work below it' "$loose"
    return 1
  }
}

# clova_stage: unpacks the payload into the folder for it and verifies every file. Some tar takes the
# umask from modes although it is told to keep them.
clova_stage() {
  (cd "$STAGE" && umask 0 && exec tar -x -p -o -f - 2>&1) || return 1
  # What follows the archive is for whoever called this; nothing else may read it.
  exec </dev/null
  # What is written is read again while it goes to disk.
  clova_durable "$STAGE" </dev/null >/dev/null 2>&1 &
  durable=$!
  equal=0
  if [ -s "$STAGE/sums" ]; then
    (cd "$STAGE" && sha256sum -c ./sums >/dev/null 2>./unequal) || equal=$?
  fi
  wait "$durable"
  [ "$equal" = 0 ] || {
    printf 'what arrived is not what was sent'
    return 1
  }
}

# clova_verify STAGED DIGEST: one file whose name sha256sum -c would read otherwise than we mean it.
clova_verify() {
  digest=$(sha256sum <"$STAGE/$1") && [ "${digest%% *}" = "$2" ] || {
    printf 'what arrived is not what was sent'
    return 1
  }
}

# clova_durable PATH: what was written to the file system of PATH is on disk; never a bare sync.
clova_durable() {
  sync -f "$1" 2>/dev/null || return 0
}

# clova_unstage: nothing of ours is left in the staging folder.
clova_unstage() {
  [ -n "$STAGE" ] && [ -n "$TOKEN" ] && [ -d "$STAGE" ] && rm -rf -- "$STAGE"
}

# clova_supersede SERVICE: an earlier change of it that nobody has confirmed is nobody's any more.
clova_supersede() {
  [ ! -d "$ROOT/.clova/unconfirmed/$1" ] || rm -rf -- "$ROOT/.clova/unconfirmed/$1"
}

# clova_begin SERVICE NUMBER: marks the service as being changed, with the tree that it will have.
clova_begin() {
  SERVICE=$1
  FROM=$STAGE/$2
  OWN=$ROOT/.clova/services/$SERVICE
  if [ ! -d "$OWN" ]; then
    mkdir "$OWN" 2>&1 || return 1
  fi
  clova_version
  # What an earlier change left pending stays so until this one is.
  if [ -e "$OWN/pending/change" ] || [ -e "$OWN/pending/tree" ]; then
    set -- "$FROM/pending/change"
    [ ! -f "$FROM/pending/tree" ] || set -- "$FROM/pending/tree" "$@"
    mv -f -- "$@" "$OWN/pending" 2>&1
  else
    mv -f -- "$FROM/pending" "$OWN" 2>&1
  fi
}

# clova_version: where the version that is here is kept, by the number of its receipt.
clova_version() {
  generation=0
  if [ -f "$OWN/receipt" ]; then
    IFS=' ' read -r format length digest generation <"$OWN/receipt"
    case $generation in '' | *[!0-9]*) generation=0 ;; esac
  fi
  clova_kept "$generation"
}

# clova_kept GENERATION: where that version is kept.
clova_kept() {
  KEPT=0000000$1
  KEPT=$ROOT/.clova/kept/$SERVICE/${KEPT#"${KEPT%????????}"}
}

# clova_keep_version: what tells of the version that is about to be replaced; its replaced files
# follow one by one. All of it is there at once, or the receipt comes last: with it, the rest is there.
clova_keep_version() {
  [ -f "$OWN/receipt" ] || {
    clova_forget_versions
    return 0
  }
  [ ! -f "$KEPT/receipt" ] || return 0
  version=$KEPT
  [ -d "$KEPT" ] || version=$FROM/${KEPT##*/}
  clova_folders "${KEPT%/*}" "$version" || return 1
  set -- "$OWN/receipt"
  [ ! -f "$OWN/tree" ] || set -- "$OWN/tree" "$OWN/receipt"
  if [ -f "$ROOT/$SERVICE/.env" ] && [ ! -L "$ROOT/$SERVICE/.env" ]; then
    (umask 077 && clova_copy "$ROOT/$SERVICE/.env" "$version/env") 2>&1 || return 1
  fi
  if [ "$version" = "$KEPT" ]; then
    for told; do
      clova_copy "$told" "$KEPT/${told##*/}" 2>&1 || return 1
    done
  else
    cp -pP -- "$@" "$version" 2>&1 && mv -- "$version" "$KEPT" 2>&1
  fi
}

# clova_copy FROM TO: never half of it.
clova_copy() {
  rm -f -- "$2.$TOKEN"
  cp -pP -- "$1" "$2.$TOKEN" && mv -f -- "$2.$TOKEN" "$2"
}

# clova_forget_versions: those of an earlier stay, whose numbers begin anew.
clova_forget_versions() {
  set +f
  set -- "$ROOT/.clova/kept/$SERVICE"/*
  set -f
  for version; do
    [ "${version##*/}" = 00000000 ] || [ ! -e "$version" ] || rm -rf -- "$version"
  done
}

# clova_fresh: the whole directory takes its place by one rename.
clova_fresh() {
  cd -P "$ROOT" || return 1
  if [ -e "./$SERVICE" ] || [ -L "./$SERVICE" ]; then
    printf '%s/%s is there already' "$ROOT" "$SERVICE"
    return 1
  fi
  mv -- "$FROM/tree" "./$SERVICE" 2>&1
}

# clova_at COMPONENT...: into a folder of the service, one component at a time.
clova_at() {
  cd -P "$ROOT" || return 1
  NEW=$FROM/tree
  OLD=$KEPT/files
  for component in "$SERVICE" "$@"; do
    at=$PWD
    { [ ! -L "./$component" ] && cd -P "./$component" 2>/dev/null && [ "$PWD" = "${at%/}/$component" ]; } || {
      printf '%s/%s is not a folder of ours' "$at" "$component"
      return 1
    }
  done
  for component; do
    NEW=$NEW/$component
    OLD=$OLD/$component
  done
}

# clova_home: into the service's directory; if somebody has removed it, what leaves is stopped all the
# same, in a folder where it can find nothing of anybody's.
clova_home() {
  if [ -e "$ROOT/$SERVICE" ] || [ -L "$ROOT/$SERVICE" ]; then
    clova_at
    return
  fi
  [ -d "$STAGE/gone" ] || mkdir "$STAGE/gone" 2>&1 || return 1
  cd -P "$STAGE/gone" && : >./.env
}

# clova_keep NAME...: another name for what is about to be replaced or removed; after an apply that
# was cut off, what it has kept already counts. One process links them all, if links are possible.
clova_keep() {
  [ -d "$OLD" ] || mkdir -p -- "$OLD" 2>&1 || return 1
  words=$#
  while [ "$words" -gt 0 ]; do
    if [ ! -f "$OLD/$1" ] && [ ! -L "$OLD/$1" ] && { [ -f "./$1" ] || [ -L "./$1" ]; }; then
      set -- "$@" "./$1"
    fi
    shift
    words=$((words - 1))
  done
  [ $# = 0 ] || ln -- "$@" "$OLD" 2>/dev/null && return 0
  for name; do
    [ -f "$OLD/$name" ] || [ -L "$OLD/$name" ] || clova_copy "$name" "$OLD/$name" 2>&1 || return 1
  done
}

# clova_take_back NAME...: what was kept of these takes its place again; what was not there, goes.
clova_take_back() {
  for name; do
    if [ -f "$OLD/$name" ] || [ -L "$OLD/$name" ]; then
      if [ -d "./$name" ] && [ ! -L "./$name" ]; then
        printf '%s/%s is a folder' "$PWD" "$name"
        return 1
      fi
      clova_copy_back "$OLD/$name" "$name" || return 1
    elif [ -f "./$name" ] || [ -L "./$name" ]; then
      rm -f -- "./$name" 2>&1 || return 1
    fi
  done
}

# clova_copy_back KEPT NAME: takes its place again; on a full disk as another name for what is kept.
clova_copy_back() {
  if [ ! -L "./$2" ] && [ "./$2" -ef "$1" ]; then return 0; fi
  rm -f -- "./.clova-$TOKEN"
  why=$(cp -pP -- "$1" "./.clova-$TOKEN" 2>&1) || {
    rm -f -- "./.clova-$TOKEN"
    ln -- "$1" "./.clova-$TOKEN" 2>/dev/null || {
      rm -f -- "./.clova-$TOKEN"
      printf '%s' "$why"
      return 1
    }
  }
  # A rename would go into the folder that a link leads to.
  [ ! -L "./$2" ] || rm -f -- "./$2"
  mv -f -- "./.clova-$TOKEN" "./$2" 2>&1
}

# clova_folder_back NAME OCTAL: a folder that was there.
clova_folder_back() {
  [ -d "./$1" ] || mkdir "./$1" 2>&1 || return 1
  chmod "$2" "./$1" 2>&1
}

# clova_folder_away NAME: a folder that was not, if nothing of others is in it.
clova_folder_away() {
  rmdir "./$1" 2>/dev/null || :
}

# clova_file_back FOLDER NAME: one whole file that was written or removed beside the tree; its folder
# may have gone with it.
clova_file_back() {
  cd -P "$1" 2>/dev/null || {
    cd -P "${1%/*}" 2>/dev/null && [ -f "$KEPT/outside${PWD%/}/${1##*/}/$2" ] || return 0
    (umask 022 && mkdir "./${1##*/}") 2>&1 && cd -P "./${1##*/}" || return 1
  }
  OLD=$KEPT/outside$PWD
  clova_take_back "$2"
}

# clova_env_back: the environment of the version that is kept; it may not have had one.
clova_env_back() {
  cd -P "$ROOT/$SERVICE" || return 1
  if [ -f "$KEPT/env" ]; then
    (umask 077 && clova_copy_back "$KEPT/env" .env)
  else
    rm -f ./.env 2>&1
  fi
}

# clova_put NAME...: new entries take their names here; a link of that name is replaced, not followed.
clova_put() {
  last=
  for name; do
    if [ -d "./$name" ] && [ ! -L "./$name" ]; then
      printf '%s/%s is a folder' "$PWD" "$name"
      return 1
    fi
    last=$name
  done
  words=$#
  while [ "$words" -gt 0 ]; do
    set -- "$@" "$NEW/$1"
    shift
    words=$((words - 1))
  done
  mv -f -- "$@" . 2>&1
}

# clova_drop NAME...: files and links of ours go; their content is kept beside the receipts.
clova_drop() {
  words=$#
  while [ "$words" -gt 0 ]; do
    if [ -d "./$1" ] && [ ! -L "./$1" ]; then
      rmdir "./$1" 2>/dev/null || :
    else
      set -- "$@" "./$1"
    fi
    shift
    words=$((words - 1))
  done
  [ $# = 0 ] || rm -f -- "$@" 2>&1
}

# clova_mode OCTAL: the folder that we are in.
clova_mode() {
  chmod "$1" . 2>&1
}

# clova_plant NAME STAGED: what the service is to start with, where it has nothing yet.
clova_plant() {
  if [ -d "./$1" ] && [ ! -L "./$1" ]; then
    rmdir "./$1" 2>/dev/null || return 0
  elif [ -e "./$1" ] || [ -L "./$1" ]; then
    return 0
  fi
  mv -- "$FROM/$2" "./$1" 2>&1
}

# clova_arrive COMPONENT...: data that was carried here takes its place; what begins it, or is left
# of an earlier stay, makes room.
clova_arrive() {
  cd -P "$ROOT/$SERVICE" || return 1
  above=
  while [ $# -gt 1 ]; do
    [ -e "./$1" ] || mkdir "./$1" 2>&1 || return 1
    clova_step "$1" || {
      printf '%s/%s is not a folder of ours' "$PWD" "$1"
      return 1
    }
    above=$above/$1
    shift
  done
  carried=$ROOT/.clova/moving/$SERVICE/data$above/$1
  [ -e "$carried" ] || [ -L "$carried" ] || return 0
  if [ -e "./$1" ] || [ -L "./$1" ]; then
    mkdir -p -- "$FROM/room$above" && mv -- "./$1" "$FROM/room$above/$1" 2>&1 || return 1
  fi
  mv -- "$carried" "./$1" 2>&1
}

# clova_shift FROM TO PATH: a rename from below one folder to below another, if there is anything.
clova_shift() {
  [ -e "$1/$3" ] || [ -L "$1/$3" ] || return 0
  if [ -e "$2/$3" ] || [ -L "$2/$3" ]; then
    printf '%s/%s is there already' "$2" "$3"
    return 1
  fi
  case $3 in
    */*)
      mkdir -p -- "$2/${3%/*}" 2>&1 || return 1
      for above in "$1/${3%/*}" "$2/${3%/*}"; do
        [ "$(cd -P "$above" && pwd -P)" = "$above" ] || {
          printf '%s is not a folder of ours' "$above"
          return 1
        }
      done
      ;;
  esac
  mv -- "$1/$3" "$2/$3" 2>&1
}

# clova_return OLD NEW PATH...: what a rename that did not come to its end had taken is OLD's again.
# Until its receipt is there, NEW has no data that did not come from OLD.
clova_return() {
  old=$ROOT/$1
  new=$ROOT/$2
  moving=$ROOT/.clova/moving/$2
  [ -s "$moving/arriving" ] && [ ! -f "$ROOT/.clova/services/$2/receipt" ] || return 0
  shift 2
  for path; do
    clova_shift "$moving/data" "$old" "$path" || return 1
    [ -e "$old/$path" ] || [ -L "$old/$path" ] || clova_shift "$new" "$old" "$path" || return 1
  done
  clova_durable "$old"
  : >"$moving/arriving"
}

# clova_belongings PATH...: what a service had when it left, without what is in it.
clova_belongings() {
  CLOVA_FIND=gnu
  [ "$(find . -prune -printf x 2>/dev/null)" = x ] || CLOVA_FIND=plain
  for path; do
    if [ -e "./$path" ] || [ -L "./$path" ]; then clova_find "./$path"; fi
  done
}

# clova_left PATH...: remembers it.
clova_left() {
  (clova_belongings "$@") >"$OWN/left.$TOKEN" && mv -f "$OWN/left.$TOKEN" "$OWN/left"
}

# clova_as_left PATH...: whether nobody has written to it since.
clova_as_left() {
  (clova_belongings "$@") | cmp -s - "$OWN/left" || {
    printf 'the data in %s was changed after the service had moved away; look at it, and remove it by hand' "$PWD"
    return 1
  }
}

# clova_policy ID NAME:COUNT: when Docker starts a container again by itself.
clova_policy() {
  case $2 in
    :* | no:*) set -- "$1" no ;;
    on-failure:0 | always:* | unless-stopped:*) set -- "$1" "${2%:*}" ;;
  esac
  docker update "--restart=$2" -- "$1" </dev/null 2>&1 >/dev/null
}

# clova_unfence: containers of before the service left that are still there may start again by
# themselves; Compose would bring them up as they are.
clova_unfence() {
  [ -f "$OWN/fenced/containers" ] || return 0
  while read -r id running policy; do
    docker inspect --format . -- "$id" >/dev/null 2>&1 </dev/null || continue
    clova_policy "$id" "$policy" || return 1
  done <"$OWN/fenced/containers"
  rm -rf -- "$OWN/fenced"
}

# clova_file STAGED FOLDER NAME: one whole file to its place, by a rename on its own file system.
clova_file() {
  cd -P "$2" 2>/dev/null || {
    printf 'cannot enter %s' "$2"
    return 1
  }
  if [ -d "./$3" ]; then
    printf '%s/%s is a folder' "$PWD" "$3"
    return 1
  fi
  if [ "$PWD" = "$ROOT/$SERVICE" ]; then
    mv -f -- "$FROM/$1" "./$3" 2>&1
  else
    clova_keep_outside "$3" || return 1
    (set -C && umask 077 && : >"./.clova-$TOKEN") 2>&1 || return 1
    { cp -p -- "$FROM/$1" "./.clova-$TOKEN" && clova_durable . && mv -f -- "./.clova-$TOKEN" "./$3"; } 2>&1 || {
      rm -f -- "./.clova-$TOKEN"
      return 1
    }
  fi
}

# clova_gone FOLDER NAME: one file of ours goes.
clova_gone() {
  cd -P "$1" 2>/dev/null || return 0
  [ "$PWD" = "$ROOT/$SERVICE" ] || clova_keep_outside "$2" || return 1
  rm -f -- "./$2" 2>&1
}

# clova_keep_outside NAME: a file of ours that is not in the service's directory.
clova_keep_outside() {
  OLD=$KEPT/outside$PWD
  (umask 077 && clova_keep "$1")
}

# clova_record RECEIPT: the receipt is the truth of what was left here. What it belongs to comes before
# it, and then nothing is pending any more. One process takes these in turn, but goes on after a failure.
clova_record() {
  cd -P "$OWN" || return 1
  [ "$1" = receipt ] || mv -f -- "$FROM/$1" "$FROM/receipt" 2>&1 || return 1
  set -- "$FROM/receipt" ./pending/change
  [ ! -f "$FROM/listing" ] || set -- "$FROM/listing" "$@"
  [ ! -f ./pending/tree ] || set -- ./pending/tree "$@"
  mv -f -- "$@" . 2>&1 || {
    : >./pending/change
    return 1
  }
}

# clova_list NUMBER PRUNE...: what the service's directory looks like now, for the controller, and to be
# remembered with the receipt. Where find writes to two places at once, that takes one process.
clova_list() {
  number=$1
  shift
  frame listed "$number"
  listed=0
  (
    cd -P "$ROOT/$SERVICE" &&
      exec find . "$@" \( -type d -printf "$CLOVA_FOLDER" -fprintf "$FROM/listing" "$CLOVA_FOLDER" \
        -o -printf "$CLOVA_ENTRY" -fprintf "$FROM/listing" "$CLOVA_ENTRY" \) 2>/dev/null
  ) || listed=$?
  if [ ! -s "$FROM/listing" ]; then
    listed=0
    CLOVA_FIND=plain
    (cd -P "$ROOT/$SERVICE" && clova_find . "$@") >"$FROM/listing" || listed=$?
    cat "$FROM/listing"
  fi
  [ "$listed" = 0 ] || frame unlisted "$number"
}

# clova_forget: the service has left; its own folder, if nothing is in it, its receipt and its marks.
clova_forget() {
  cd -P "$ROOT" || return 1
  if [ -d "./$SERVICE" ] && [ ! -L "./$SERVICE" ]; then
    rmdir "./$SERVICE" 2>/dev/null || frame left
  fi
  cd -P "$OWN" || return 1
  rm -rf ./fenced ./tree ./listing ./compose ./left ./receipt ./change ./pending
  set +f
  rm -f "$ROOT/.clova/kept/$SERVICE"/*/env
  set -f
  cd .. && rmdir "./$SERVICE" 2>/dev/null || :
}

# clova_kept_along NEW: the service goes on under another name here, and what was kept of it, too.
clova_kept_along() {
  kept=$ROOT/.clova/kept
  clova_folders "$kept/$1" || return 1
  set +f
  for version in "$kept/$SERVICE"/[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]; do
    [ ! -d "$version" ] || [ -e "$kept/$1/${version##*/}" ] || mv -- "$version" "$kept/$1/" 2>&1 || return 1
  done
  set -f
  rmdir "$kept/$SERVICE" 2>/dev/null || :
}

# clova_prune_kept: of what was replaced, only so many versions stay.
clova_prune_kept() {
  cd -P "$ROOT/.clova/kept/$SERVICE" 2>/dev/null || return 0
  set +f
  set -- ./*
  set -f
  [ -e "$1" ] || return 0
  while [ $# -gt "$KEEP" ]; do
    rm -rf -- "$1"
    shift
  done
}

# clova_purge COMPONENT...: persistent data of a service that leaves, since a person asked for that.
clova_purge() {
  while [ $# -gt 1 ]; do
    clova_step "$1" || return 0
    shift
  done
  [ -n "$1" ] && [ "$1" != . ] && [ "$1" != .. ] || return 1
  if [ -d "./$1" ] && [ ! -L "./$1" ]; then
    rm -rf --one-file-system -- "./$1" 2>/dev/null || rm -rf -- "./$1" 2>&1
  else
    rm -f -- "./$1" 2>&1
  fi
}

# clova_await SECONDS PAUSE: until clova_check succeeds.
clova_await() {
  now=$(date +%s)
  end=$((now + $1))
  while :; do
    (clova_check) >"$STAGE/output" 2>&1 </dev/null && return 0
    [ $? = 2 ] && break
    now=$(date +%s)
    [ "$now" -lt "$end" ] || break
    sleep "$2"
  done
  tail -c 8192 "$STAGE/output"
  return 1
}

# clova_try COMMAND: a command of the service's own as a check that is waited for. Whatever it says and
# however it fails, only its last words count, and it may be tried again.
clova_try() {
  run_foreign 30 1048576 "$STAGE/tried" "$1" >/dev/null && return 0
  tail -c 8192 "$STAGE/tried"
  return 1
}
