# Answers questions that are data: lines of a verb and its words. Nothing here changes anything, and
# no word is ever run, globbed, split or taken for an option. What was recorded of a service comes
# from the receipt that lies here, never from the question; the root folder is the argument of this
# program. A line that breaks a rule is as if it were not there.

# clova_word WORD: makes WORD what it stands for, or fails.
clova_word() {
  case $1 in
    %) WORD= ;;
    '' | *[!A-Za-z0-9._/:@+=,\\-]* | *\\[!0]* | *\\) return 1 ;;
    *\\*)
      WORD=$(printf '%b.' "$1")
      WORD=${WORD%.}
      ;;
    *) WORD=$1 ;;
  esac
}

# clova_line FUNCTION WORD...: calls it with what the words stand for.
clova_line() {
  call=$1
  shift
  # What follows takes time by the square of them.
  [ $# -le 2000 ] || return 0
  for word; do
    shift
    clova_word "$word" || return 0
    set -- "$@" "$WORD"
  done
  [ $# = 0 ] || "$call" "$@"
}

clova_is_service() {
  case $1 in '' | *[!a-z0-9_-]* | [!a-z0-9]*) return 1 ;; esac
  [ "${#1}" -le 63 ]
}

clova_is_number() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
  [ "${#1}" -le 6 ]
}

clova_is_digest() {
  case $1 in *[!0-9a-f]*) return 1 ;; esac
  [ "${#1}" = 64 ]
}

# clova_is_path TEXT: relative, and below where it begins.
clova_is_path() {
  case /$1/ in *//* | */./* | */../*) return 1 ;; esac
  [ "${#1}" -le 4095 ]
}

# clova_is_plain TEXT: safe where words are split, and in a pattern.
clova_is_plain() {
  case $1 in '' | *[!A-Za-z0-9._/@+-]* | -*) return 1 ;; esac
}

# clova_are_units NAME...: systemd would take each for the name of a unit.
clova_are_units() {
  [ $# -gt 0 ] || return 1
  for unit; do
    case $unit in '' | [.-]* | *[!A-Za-z0-9:_.\\@-]*) return 1 ;; esac
    case $unit in *.*) ;; *) return 1 ;; esac
    [ "${#unit}" -le 255 ] || return 1
  done
}

# clova_recorded NAME: how the service runs, by its receipt, as JSON between its quotes.
clova_recorded() {
  sed -n '/^    "runtime": {$/,/^    }/s/^        "'"$1"'": "\(.*\)",\{0,1\}$/\1/p' "$ROOT/.clova/services/$SERVICE/receipt" 2>/dev/null
}

# clova_in_tree PATH DIGEST: whether Clova put a file of this path there, and, unless the digest is
# empty, with this content. A backslash stands there twice.
clova_in_tree() {
  P=$1 D=$2 awk -F '\t' '
    BEGIN { path = ENVIRON["P"]; digest = ENVIRON["D"]; gsub(/\\/, "&&", path) }
    $1 == "f" && $5 == path && (digest == "" || $4 == digest) { found = 1; exit }
    END { exit !found }
  ' "$ROOT/.clova/services/$SERVICE/tree" 2>/dev/null
}

# clova_persists PATH: whether the receipt of the service has it for one of the service's own.
clova_persists() {
  sed -n '/^      "persist": \[$/,/^      \]/s/^        "\/\{0,1\}\(.*\)",\{0,1\}$/\1/p' "./.clova/services/$SERVICE/receipt" 2>/dev/null |
    sed 's/\/$//' | grep -q -x -F -e "$1"
}

# clova_trusted: whether all of the service's files are as the last apply left them.
clova_trusted() {
  [ -f "$ROOT/.clova/services/$SERVICE/receipt" ] && [ ! -e "$ROOT/.clova/services/$SERVICE/pending/change" ] || return 1
  case $LOOSE in *" $SERVICE "*) return 1 ;; esac
  case $SAME in *" ./$SERVICE "*) return 0 ;; esac
  return 1
}

# clova_is_here: whether this is the service's own directory.
clova_is_here() {
  [ -n "$CLOVA_ROOT" ] && [ "$PWD" = "${ROOT%/}/$SERVICE" ]
}

# clova_pruned COMMAND PREFIX PATH...: the command, with the words that keep find out of the paths.
clova_pruned() {
  command=$1
  prefix=$2
  shift 2
  for path; do
    shift
    set -- "$@" -o -path "$prefix$path"
  done
  if [ $# -gt 0 ]; then
    shift
    set -- \( "$@" \) -prune -o
  fi
  $command "$@"
}

# clova_top VERB WORD...: a question of the target itself.
clova_top() {
  verb=$1
  shift
  case $verb:$CLOVA_ROOT in
    root:*) clova_root "$ARGUMENT" ;;
    facts:*) clova_facts ;;
    vitals:*)
      clova_vitals
      clova_lock
      ;;
    receipts:1)
      for word; do
        shift
        clova_is_service "${word%:*}" && clova_is_digest "${word##*:}" && set -- "$@" "$word"
      done
      clova_receipts "$@"
      ;;
    tree:1) clova_is_service "${1-}" && clova_listed "$@" ;;
    read:1) clova_is_service "${1-}" && clova_is_number "${2-}" && clova_is_path "${4-}" && clova_told "$@" ;;
  esac
}

# clova_listed SERVICE PATH...: its listing without these paths, unless it is what was recorded.
# Paths that are not recorded as persistent make that count for nothing.
clova_listed() {
  SERVICE=$1
  SERVICES=$1
  shift
  for path; do
    shift
    case $path in
      *[*?[\\]* | *']'* | *'
'*) LOOSE="$LOOSE$SERVICE " ;;
      *)
        clova_is_path "$path" && set -- "$@" "$path"
        clova_persists "$path" || LOOSE="$LOOSE$SERVICE "
        ;;
    esac
  done
  others=$SAME
  clova_pruned clova_trees "./$SERVICE/" "$@"
  SAME="$others${SAME# }"
  clova_pruned "clova_tree $SERVICE" ./ "$@"
}

# clova_told SERVICE NUMBER WHAT PATH: type and digest of a file, and its text if WHAT is that.
clova_told() {
  SERVICE=$1
  frame read "$1" "$2"
  [ ! -L "./$1" ] && (cd -P "./$1" 2>/dev/null && clova_shown "$3" "$4")
}

# clova_shown WHAT PATH: of what everybody on this machine may read, the digest; the text only of
# files that Clova put there, but for those that are for secrets. A definition, which may hold an env,
# comes without its values, whoever may read it, as long as it is the recorded one.
clova_shown() (
  what=$1
  path=$2
  IFS=/
  set -- $path
  unset IFS
  above=.
  folders=.
  while [ $# -gt 1 ]; do
    clova_step "$1" || { printf 'none\n'; exit 0; }
    above=$above/..
    folders="$folders $above"
    shift
  done
  if [ -L "./$1" ]; then
    printf 'link\n'
  elif [ ! -f "./$1" ]; then
    printf 'none\n'
  elif ! clova_opened "$1" "$path"; then
    printf 'unreadable\n'
  else
    printf 'file %s\n' "$DIGEST"
    case $what:$1 in *:.env.* | *:*.env | digest:*) return 0 ;; esac
    clova_in_tree "$path" '' || return 0
    case $1 in
      service.clova.toml) clova_veiled ;;
      *) head -c 65536 </proc/self/fd/3 ;;
    esac
  fi
)

# clova_opened NAME PATH: opens a file as descriptor 3, with its DIGEST, if that may be told. What was
# opened is asked, and not what has the name by then.
clova_opened() {
  [ "$1" != .env ] && { command exec 3<"./$1"; } 2>/dev/null && DIGEST=$(sha256sum <&3) || return 1
  DIGEST=${DIGEST%% *}
  case $(ls -lnL /proc/self/fd/3 2>/dev/null) in -??????r*) clova_are_open $folders && return 0 ;; esac
  [ "$1" = service.clova.toml ] && clova_in_tree "$2" "$DIGEST"
}

# clova_are_open FOLDER...: whether everybody gets through them to what is in there.
clova_are_open() {
  modes=$(ls -ldn "$@" 2>/dev/null) || return 1
  while IFS=' ' read -r mode rest; do
    case $mode in d????????[xt]*) ;; *) return 1 ;; esac
  done <<MODES
$modes
MODES
}

# clova_veiled: the open definition without the values of its env, of which a plan shows as much.
clova_veiled() {
  head -c 65536 </proc/self/fd/3 | awk '
    function veil(text, out, sign, escape, i) {
      for (i = 1; i <= length(text); i++) {
        sign = substr(text, i, 1)
        out = out (escape || index(plain, sign) ? sign : "\001")
        escape = sign == "\\" && !escape
      }
      return out
    }
    function value(text, out, ends, at) {
      while (match(text, /[{][{]|[{]%/)) {
        ends = substr(text, RSTART, 2) == "{{" ? "}}" : "%}"
        at = index(substr(text, RSTART + 2), ends)
        if (!at) break
        out = out veil(substr(text, 1, RSTART - 1)) substr(text, RSTART, at + 3)
        text = substr(text, RSTART + at + 3)
      }
      out = out veil(text)
      gsub(/\001+([ \t]+\001+)*/, "\342\200\242", out)
      return out
    }
    function tell(text) { printf "%s%s", between, text; between = "\n" }
    function opens(text, quotes, parts) { return text != "" && split(text, parts, quotes) % 2 == 0 }
    BEGIN { plain = "\"\047\\ \t\r\f\v"; double = "\"\"\""; single = "\047\047\047" }
    fence != "" { tell(value($0)); if (index($0, fence)) fence = ""; next }
    /^[ \t]*\[/ {
      name = $0
      sub(/^[ \t]*\[+[ \t]*["\047]?/, "", name)
      sub(/["\047\].].*$/, "", name)
      code = $0
      sub(/#.*/, "", code)
      env = name ~ /^[ \t]*env[ \t]*$/ || (env && code ~ /=/)
      if (!/=/) { tell($0); next }
    }
    !env && !/^[ \t]*["\047]?env["\047]?[ \t]*[.=]/ { tell($0); next }
    {
      at = index($0, "=")
      tell(substr($0, 1, at) value(substr($0, at + 1)))
      fence = opens($0, double) ? double : opens($0, single) ? single : ""
      if (substr($0, at + 1) ~ /^[ \t]*("([^"]|"[^"]|"?$)|\047([^\047]|\047[^\047]|\047?$))/) fence = ""
    }
  '
  [ -n "$(tail -c 1 </proc/self/fd/3)" ] || printf '\n'
}

# clova_block KIND SERVICE NUMBER: the questions up to the line "end", all of one service.
clova_block() {
  SERVICE=${2-}
  open=
  case $1:$CLOVA_ROOT in digests:1 | look:1 | run:*) clova_is_service "$SERVICE" && clova_is_number "${3-0}" && open=1 ;; esac
  case $1:$open in
    digests:1) frame digests "$SERVICE" ;;
    *:1) frame look "$SERVICE" "${3-0}" ;;
  esac
  (
    OVER=
    [ -z "$open" ] || clova_within "$SERVICE"
    while IFS= read -r line && [ "$line" != end ]; do
      [ "$open$OVER" != 1 ] || clova_line clova_asked $line </dev/null
    done
  ) 2>/dev/null
  case $1:$open in look:1 | run:1) frame status 0 ;; esac
}

# clova_asked VERB WORD...: a question of SERVICE, in its directory if it has one.
clova_asked() {
  verb=$1
  shift
  case $verb in
    digest) clova_digest "$1" ;;
    seed) clova_is_here && clova_is_number "${1-}" && clova_is_path "${2-}" && clova_begun "$1" "$2" ;;
    sealed)
      case ${2-} in -[r-][w-][x-][r-][w-][x-][r-][w-][x-]) clova_is_digest "$1" && clova_env "$1" "$2" ;; esac
      ;;
    status) clova_is_digest "${1-}" && clova_status "$1" ;;
    systemd) clova_systemd || OVER=1 ;;
    show) clova_are_units "$@" && clova_show "$@" ;;
    installed) clova_unit "${1-}" "${2-}" "${3-}" ;;
    compose) clova_composed "$@" ;;
    project)
      PROJECT=$SERVICE
      clova_docker && clova_containers && clova_volumes
      ;;
    used_units) clova_are_units "$@" && clova_used_units "$@" ;;
    used_project) clova_used_project "$SERVICE" ;;
    *) printf readonly ;;
  esac
}

# clova_begun NUMBER PATH: the number, if there is something in the persistent path, not behind a link.
clova_begun() (
  number=$1
  IFS=/
  set -- $2
  unset IFS
  while [ $# -gt 1 ]; do
    clova_step "$1" || exit
    shift
  done
  clova_seed "$number" "$1"
)

clova_digest() {
  told=none
  if clova_is_here && clova_is_path "$1"; then told=$(clova_shown digest "$1"); fi
  printf '%s\n' "${told#file }"
}

clova_env() {
  if clova_is_here; then
    clova_sealed "$1" "$2"
  else
    printf 'absent - %s\n' "$(clova_seal "$1")"
  fi
}

# clova_declares_env: whether the receipt has an env that was declared; only such a one is written so
# that a shell may read it.
clova_declares_env() {
  grep -q "^      \"$SERVICE@[a-z0-9._-]*:env\": {" "$ROOT/.clova/services/$SERVICE/receipt" 2>/dev/null
}

# clova_status DIGEST: whether it runs, by its own command; that is the recorded one, on the recorded
# files and with the recorded env, and must be the one that the digest means.
clova_status() {
  own=$(clova_recorded status)
  case $own in *'\u'*) own= ;; esac
  own=$(printf '%b.' "$(printf '%s' "$own" | sed 's/\\"/"/g')")
  own=${own%.}
  digest=$(printf '%s' "$own" | sha256sum)
  if [ "${digest%% *}" != "$1" ] || ! clova_is_here || ! clova_trusted; then
    printf readonly
    return 0
  fi
  if clova_declares_env; then
    own="set -a
. ./.env
set +a
$own"
  fi
  if clova_ask "$own"; then printf running; else printf stopped; fi
}

# clova_unit FOLDER NAME DIGEST: a file of systemd's, with its text if it is of a recorded unit and
# everybody may read it.
clova_unit() {
  unit=$2
  [ "$1" = . ] || { unit=${1%.d} && [ "$1" = "$unit.d" ] && [ "$2" = clova.conf ]; } || return 0
  clova_are_units "$unit" && { [ -z "$3" ] || clova_is_digest "$3"; } || return 0
  case $(ls -lnL "/etc/systemd/system/$1/$2" 2>/dev/null) in
    -??????r*)
      case " $(clova_recorded units) " in
        *" $unit "*) clova_installed "$1" "$2" "$3" ;;
        *) clova_installed "$1" "$2" "$3" | sed '/^|/d' ;;
      esac
      ;;
    *) clova_installed "$1" "$2" "$3" | sed -e '/^|/d' -e 's/ [0-9a-f]\{64\} / 0000000000000000000000000000000000000000000000000000000000000000 /' ;;
  esac
}

# clova_composed PROJECT ORPHANS ENV DIGEST COUNT { PATH DIGEST }... PROFILE...: Compose is asked of
# the files in place only, if they are what the question means, and what was recorded.
clova_composed() {
  [ "$1" = "$SERVICE" ] && { [ -z "$4" ] || clova_is_digest "$4"; } && clova_is_number "$5" || return 0
  PROJECT=$SERVICE DIRECTORY=${ROOT%/}/$SERVICE ENVIRONMENT=$4
  orphans=$2
  env=$3
  count=$5
  shift 5
  places= files= names= profiles= options= standing=1
  clova_is_plain "$DIRECTORY" || standing=
  while [ "$count" -gt 0 ] && [ $# -gt 1 ]; do
    clova_is_plain "$1" && clova_is_path "$1" && clova_is_digest "$2" || return 0
    places="$places $DIRECTORY/$1"
    options="$options -f $DIRECTORY/$1"
    names="$names${names:+\\n}$1"
    clova_holds "$DIRECTORY/$1" "$2" && clova_in_tree "$1" "$2" || standing=
    shift 2
    count=$((count - 1))
  done
  for profile; do
    clova_is_plain "$profile" || return 0
    profiles="$profiles${profiles:+\\n}$profile"
    options="--profile $profile $options"
  done
  [ "$names:$profiles" = "$(clova_recorded files):$(clova_recorded profiles)" ] || standing=
  case $env in
    declared) clova_holds "$DIRECTORY/.env" "$ENVIRONMENT" || standing= ;;
    leaves) standing= ;;
  esac
  clova_docker || return 0
  clova_containers
  clova_loose $places
  if [ -z "$standing" ]; then
    printf 'readonly\nunfed\n'
  elif ! clova_trusted && grep -q -e include -e extends -e env_file -e label_file $places; then
    printf 'readonly\n'
  else
    clova_asking
    case $orphans in
      orphans) clova_definition --remove-orphans ;;
      *) clova_definition ;;
    esac | clova_unsaid
  fi
}

# clova_unsaid: without what Compose says of a definition, which may be what an environment holds.
clova_unsaid() {
  awk '/^[|]/ { if (!said++) print "|a key that may only look is not told why"; next } { print }'
}

clova_compose() {
  $BOUND docker compose --ansi never -p "$PROJECT" --project-directory "$DIRECTORY" $options "$@"
}

# clova_questions: all lines of a request. What is called for them has the memory that it wants.
clova_questions() {
  ulimit -S -d "$(ulimit -H -d)" 2>/dev/null
  CLOVA_ROOT= ROOT= ASIS=" " SAME=" " PENDING=" " LOOSE=" "
  while IFS= read -r line; do
    case $line in
      'look '* | 'run '* | 'digests '*) clova_block $line ;;
      *) clova_line clova_top $line </dev/null ;;
    esac
  done
}

clova_is_token() {
  case $1 in *[!0-9a-f]*) return 1 ;; esac
  [ "${#1}" = 32 ]
}

if [ $# != 1 ]; then
  printf 'The root folder of the services is missing.\n' >&2
  exit 64
fi
# No line that comes, however long, takes more memory than this.
ulimit -S -d 1048576 2>/dev/null
ARGUMENT=$1
IFS= read -r c_n || exit 0
case $c_n in
  'look '*) c_t=${c_n#look } ;;
  *)
    until [ "$c_n" = . ]; do IFS= read -r c_n || exit 1; done
    IFS= read -r c_t && clova_is_token "$c_t" && printf '\n@%s readonly 1\n' "$c_t"
    exit 0
    ;;
esac
clova_is_token "$c_t" || exit 1
frame hello $$ 0 0 none
while IFS=' ' read -r c_n c_t c_m c_l; do
  case $c_n in '' | *[!0-9]* | ????????*) exit 1 ;; esac
  clova_is_token "$c_t" || exit 1
  c_read
  printf '%s\n' "$c_s" | clova_questions
  frame end 0
  printf '\n@%s\n' "$c_t" >&2
done
exit 0
