# Changing what runs of a service's Compose project. PROJECT is its name; clova_compose ARGUMENT...
# calls Compose for the files in place.

# clova_ids: the project's containers.
clova_ids() {
  docker ps -aq --no-trunc --filter "label=com.docker.compose.project=$PROJECT" --filter label=com.docker.compose.oneoff=False
}

# clova_states: a line for each of them: id, service, state, exit status, health, restarts.
clova_states() {
  set -- $(clova_ids)
  [ $# -gt 0 ] || return 0
  docker inspect --format '{{.ID}} {{index .Config.Labels "com.docker.compose.service"}} {{.State.Status}} {{.State.ExitCode}} {{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}} {{.RestartCount}}' -- "$@"
}

# clova_ailing: of the states on its input, those that are not as they should be. SERVICES are those
# that Compose starts by itself, FIRST is how often each had been restarted a moment ago.
clova_ailing() {
  while read -r id service state code health restarts; do
    case " $SERVICES " in *" $service "*) ;; *) continue ;; esac
    case $state:$code:$health in
      running:*:unhealthy | restarting:* | dead:* | created:* | paused:*) ;;
      exited:0:*) continue ;;
      exited:*) ;;
      *)
        before=${FIRST##*" $id:"}
        [ "$before" != "$FIRST" ] && [ "$restarts" -gt "${before%% *}" ] || continue
        ;;
    esac
    printf '%s %s %s %s %s\n' "$id" "$service" "$state" "$code" "$health"
  done
}

# clova_logs: what the containers on its input are, and said last.
clova_logs() {
  head -n 3 | while read -r id service state code health; do
    case $state in
      exited) printf '%s exited with status %s; its log ends with:\n' "$service" "$code" ;;
      running)
        case $health in
          unhealthy)
            printf '%s is unhealthy; its check said:\n' "$service"
            docker inspect --format '{{range .State.Health.Log}}{{.Output}}{{end}}' -- "$id" 2>&1 | tail -n 3
            printf 'and its log ends with:\n'
            ;;
          *) printf '%s does not stay up; its log ends with:\n' "$service" ;;
        esac
        ;;
      *) printf '%s is %s; its log ends with:\n' "$service" "$state" ;;
    esac
    docker logs --tail 20 "$id" 2>&1 || :
  done
}

# clova_up ARGUMENT...: Compose brings the project up, as it sees fit.
clova_up() {
  for id in $(docker ps -q --no-trunc --filter "label=com.docker.compose.project=$PROJECT" --filter status=paused); do
    docker unpause "$id" >/dev/null 2>&1 || :
  done
  clova_compose up -d --quiet-pull "$@" </dev/null 2>&1 && return 0
  SERVICES=$(clova_compose config --services 2>/dev/null </dev/null | tr '\n' ' ')
  FIRST=
  clova_states | clova_ailing | clova_logs
  return 1
}

# clova_restart ID...: those of these containers that are still there.
clova_restart() {
  for id; do
    if docker inspect --format . -- "$id" >/dev/null 2>&1; then
      docker restart "$id" </dev/null >/dev/null || return 1
    fi
  done
}

# clova_containers_settled: what ought to run still does a moment later, and is healthy if it can tell.
clova_containers_settled() {
  SERVICES=$(clova_compose config --services 2>/dev/null </dev/null | tr '\n' ' ')
  FIRST=" $(clova_states | while read -r id service state code health restarts; do printf '%s:%s ' "$id" "$restarts"; done)"
  end=$(($(date +%s) + 180))
  looks=0
  while :; do
    states=$(clova_states)
    ailing=$(printf '%s\n' "$states" | clova_ailing)
    if [ -n "$ailing" ]; then
      printf '%s\n' "$ailing" | clova_logs
      return 1
    fi
    looks=$((looks + 1))
    case $states in
      *" starting "*) [ "$(date +%s)" -lt "$end" ] || break ;;
      *) [ "$looks" -lt 4 ] || break ;;
    esac
    sleep 0.5
  done
}

# clova_learn: what only the target knows of what runs now: NAME=VALUE a line. It stays here, too, so
# that a look can see at once that nothing happened since.
clova_learn() {
  LISTED=$(clova_listing) || return 0
  clova_asking
  clova_resolve >/dev/null || return 0
  clova_known
  (umask 077 && printf '%s %s\n%s\n' "$SEAL" "$INLINE" "$LISTED" >"$OWN/compose.$TOKEN") && mv -f "$OWN/compose.$TOKEN" "$OWN/compose"
  set -- $(printf '%s\n' "$LISTED" | sed 's/ .*//')
  if [ $# -gt 0 ]; then
    docker inspect --format '{{index .Config.Labels "com.docker.compose.service"}} {{.State.Status}}:{{.State.ExitCode}} {{.Image}} {{.Config.Image}}' -- "$@" | sort | while read -r service state id image; do
      digest=$(docker image inspect --format '{{range .RepoDigests}}{{.}} {{end}}' "$id" 2>/dev/null)
      printf 'image:%s=%s %s %s\n' "$service" "$image" "$id" "${digest%% *}"
      [ "$state" != exited:0 ] || printf 'ended:%s=yes\n' "$service"
    done
  fi
  volumes=$(clova_volumes | sed 's/^volume //' | sort | tr '\n' ' ')
  printf 'volumes=%s\n' "${volumes% }"
}

# clova_fetch IMAGE: it is here, if that can be had.
clova_fetch() {
  docker image inspect -- "$1" >/dev/null 2>&1 || docker pull -q -- "$1" </dev/null >/dev/null 2>&1
}

# clova_leave: the containers stop, and neither Docker nor a restart of the host starts them again;
# how they were is kept beside the receipt.
clova_leave() {
  (umask 077 && mkdir -p -- "$OWN/fenced") 2>&1 || return 1
  set -- $(clova_ids)
  [ $# -gt 0 ] || return 0
  if [ ! -f "$OWN/fenced/containers" ]; then
    docker inspect --format '{{.ID}} {{.State.Running}} {{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}' -- "$@" >"$OWN/fenced/containers.new" 2>&1 || return 1
    mv -f -- "$OWN/fenced/containers.new" "$OWN/fenced/containers" && clova_durable "$OWN" || return 1
  fi
  docker update --restart=no -- "$@" 2>&1 >/dev/null && docker stop -- "$@" 2>&1 >/dev/null
}

# clova_containers_return: what clova_leave did is undone.
clova_containers_return() {
  [ -f "$OWN/fenced/containers" ] || return 0
  while read -r id running policy; do
    clova_policy "$id" "$policy" || return 1
    [ "$running" != true ] || docker start -- "$id" </dev/null 2>&1 >/dev/null || return 1
  done <"$OWN/fenced/containers"
  rm -rf -- "$OWN/fenced"
}
