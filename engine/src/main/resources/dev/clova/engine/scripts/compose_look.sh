# What Docker has of a service's Compose project. Nothing here changes anything. PROJECT is the
# project's name; clova_compose ARGUMENT... calls Compose for the definition in place.

# clova_docker: whether there is a Docker that answers us. LISTED is what it has of the project.
clova_docker() {
  printf 'user %s %s\n' "$(id -u)" "$(id -un)"
  if ! command -v docker >/dev/null 2>&1; then
    printf 'missing docker\n'
    return 1
  fi
  LISTED=$(clova_listing 2>&1) && return 0
  printf 'refused\n'
  printf '%s\n' "$LISTED" | head -n 3 | sed 's/^/|/'
  return 1
}

# clova_listing: a line for each container of the project: id, state, and the image by its name, or
# by its id if the name means another one by now.
clova_listing() {
  c_listing=$(timeout 30 docker ps -a --no-trunc --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False --format '{{.ID}} {{.State}} {{.Image}}' 2>&1)
  c_status=$?
  printf '%s\n' "$c_listing" | sort
  return "$c_status"
}

# clova_containers: those of LISTED, and what each has mounted, as arrays of JSON.
clova_containers() {
  set -- $(printf '%s\n' "$LISTED" | sed 's/ .*//')
  [ $# -gt 0 ] || return 0
  timeout 30 docker inspect --format 'container [{{json .ID}},{{json .Name}},{{json (index .Config.Labels "com.docker.compose.service")}},{{json .State.Status}},{{.State.ExitCode}},{{.State.OOMKilled}},{{if .State.Health}}{{json .State.Health.Status}}{{else}}"none"{{end}},{{json .HostConfig.RestartPolicy.Name}},{{json .State.StartedAt}},{{json .Image}},{{json .Config.Image}},{{json (index .Config.Labels "com.docker.compose.project.working_dir")}}]{{range .Mounts}}{{"\n"}}mount [{{json .Type}},{{json .Source}},{{json .Name}}]{{end}}' -- "$@"
  printf '%s\n' "$LISTED" | sed -n 's/^\([0-9a-f]*\) [a-z]* sha256:.*/moved \1/p'
}

# clova_volumes: the named volumes that Compose made for the project.
clova_volumes() {
  timeout 30 docker volume ls --filter "label=com.docker.compose.project=$PROJECT" --format 'volume {{.Name}}'
}

# clova_loose FILE...: what root is to read here, but somebody else can change.
clova_loose() {
  [ "$(id -u)" = 0 ] || return 0
  set -- "$DIRECTORY" "$@"
  find "$@" -prune \( ! -user 0 -o \( ! -type l \( -perm -0020 -o -perm -0002 \) \) \) -print 2>/dev/null | sed 's/^/loose /'
}

# clova_holds FILE DIGEST: whether the file is there with this content.
clova_holds() {
  [ -f "$1" ] && c_digest=$(sha256sum <"$1") && [ "${c_digest%% *}" = "$2" ]
}

# clova_fed NUMBER ARGUMENT...: Compose with the files clova_text_1 ... clova_text_NUMBER, none of
# which needs to be there: the first comes on its standard input, the others on descriptors from 3.
clova_fed() {
  if [ "$1" -gt 1 ]; then
    c_file=$1
    shift
    "clova_text_$c_file" | (
      eval "exec $((c_file + 1))<&0"
      clova_fed $((c_file - 1)) "$@"
    )
  else
    shift
    clova_text_1 | clova_given "$@"
  fi
}

# clova_asking: for a question Compose has a minute, and fetches no definitions from elsewhere.
clova_asking() {
  BOUND='timeout 60'
  export COMPOSE_EXPERIMENTAL_GIT_REMOTE=false COMPOSE_EXPERIMENTAL_OCI_REMOTE=false
}

# clova_model: the few things of Compose's own account that a plan is made of, as arrays of JSON.
clova_model() {
  awk '
    function key(line) { sub(/^ *"/, "", line); sub(/".*$/, "", line); return line }
    function value(line) { sub(/^[^:]*: /, "", line); sub(/,$/, "", line); return line }
    function told(name) { printf "model [\"%s\",\"%s\",%s]\n", item, name, value($0) }
    /^  "/ { section = key($0); next }
    /^    "/ {
      item = key($0); part = ""
      if (section == "services") printf "model [\"%s\",\"service\",\"\"]\n", item
      next
    }
    section == "services" && /^      "/ {
      part = key($0)
      if (part == "image" || part == "container_name" || part == "restart") told(part)
      next
    }
    section == "services" && part == "build" && /^        "context": / { told("build"); next }
    section == "services" && part ~ /^(configs|secrets)$/ && /^          "source": / { told(part); next }
    section ~ /^(configs|secrets)$/ && /^      "(content|environment)": / { printf "inline [\"%s\",\"%s\"]\n", section, item }
  '
}

# clova_inline: configs and secrets whose content is in the definition itself.
clova_inline() {
  awk '
    /^  "/ { section = $1 }
    /^    "/ { item = $1 }
    section ~ /^"(configs|secrets)":$/ && /^      "(content|environment)": / { print section, item, $0 }
  '
}

# clova_known: what tells later whether anything is another one: of the definition JSON, of what is
# in it beside services, and of what LISTED says. With the environment's digest, if it is in there.
clova_known() {
  c_definition=$(printf '%s\n' "$JSON" | sha256sum)
  c_inline=$(printf '%s\n' "$JSON" | clova_inline)
  case $c_inline in *'"environment": '*) c_inline=$c_inline$ENVIRONMENT ;; esac
  c_inline=$(printf '%s\n' "$c_inline" | sha256sum)
  SEAL=$(clova_seal "${c_definition%% *}")
  INLINE=$(clova_seal "${c_inline%% *}")
}

# clova_resolve: JSON is what Compose makes of the definition; else what it says, a bar before it.
clova_resolve() {
  c_all=$(clova_compose config --format json 2>&1 </dev/null)
  c_status=$?
  JSON=$(printf '%s\n' "$c_all" | sed -n '/^{$/,/^}$/p')
  printf 'definition %s\n' "$c_status"
  printf '%s\n' "$c_all" | sed '/^{$/,/^}$/d' | head -n 20 | sed 's/^/|/'
  [ "$c_status" = 0 ] && return 0
  docker compose version >/dev/null 2>&1 </dev/null || printf 'missing compose\n'
  return 1
}

# clova_definition ARGUMENT...: what Compose makes of the definition, and what it would do about the
# containers, unless both are as the last apply left them.
clova_definition() {
  clova_resolve || return 0
  clova_known
  printf 'seal %s\n' "$SEAL"
  was= inline=
  if [ -r "$ROOT/.clova/services/$PROJECT/compose" ]; then
    { IFS=' ' read -r was inline; known=$(cat); } <"$ROOT/.clova/services/$PROJECT/compose"
    if [ "$was" = "$SEAL" ] && [ "$known" = "$LISTED" ]; then
      printf 'settled\n'
      return 0
    fi
    [ "$was" != "$SEAL" ] || printf 'same\n'
    [ "$inline" = "$INLINE" ] || printf 'inline-differs\n'
  fi
  model=$(printf '%s\n' "$JSON" | clova_model)
  printf '%s\n' "$model"
  images=$(printf '%s\n' "$model" | sed -n 's/^model \["[^"]*","image","\([A-Za-z0-9][A-Za-z0-9._:/@-]*\)"\]$/\1/p' | sort -u)
  [ -z "$images" ] || timeout 30 docker image inspect --format . $images 2>&1 >/dev/null </dev/null | sed -n 's/.*[Nn]o such image: */absent /p'
  would=$(clova_compose --dry-run up --no-start --no-build --pull never "$@" 2>&1 </dev/null)
  printf 'would %s\n' "$?"
  printf '%s\n' "$would" | sed -n 's/.*DRY-RUN MODE -  *Container  *\([^ ]*\)  *\([A-Z][a-z]*\).*/do \1 \2/p'
}
