# What services use of a target, from the kernel's own counts. Nothing here changes anything, and
# nothing stays. A line for each count; what is not to be had is not there.

# clova_clock: when this is, by the target's own clock, which nobody sets.
clova_clock() {
  read -r now rest </proc/uptime && printf 'at %s\n' "$now"
}

# clova_count NAME FILE: a count that is alone in its file; some say that there is no limit.
clova_count() {
  { read -r count rest <"$2"; } 2>/dev/null || return 0
  case $count in
    '' | *[!0-9]*) ;;
    *) printf '%s %s\n' "$1" "$count" ;;
  esac
}

# clova_field NAME FILE FIELD: a count after its name in a file of many.
clova_field() {
  [ -r "$2" ] || return 0
  while read -r field count rest; do
    if [ "$field" = "$3" ]; then printf '%s %s\n' "$1" "$count"; fi
  done <"$2"
}

# clova_used_group PATH: a control group of the second version.
clova_used_group() {
  group=/sys/fs/cgroup$1
  clova_field cpu_us "$group/cpu.stat" usage_usec
  clova_count memory "$group/memory.current"
  clova_field cache "$group/memory.stat" inactive_file
  clova_count limit "$group/memory.max"
  clova_count tasks "$group/pids.current"
  if [ -r "$group/io.stat" ]; then
    while read -r device counts; do
      for count in $counts; do
        case $count in
          rbytes=*) printf 'read %s\n' "${count#*=}" ;;
          wbytes=*) printf 'written %s\n' "${count#*=}" ;;
        esac
      done
    done <"$group/io.stat"
  fi
}

# clova_used_controller CONTROLLER PATH: one of the first version.
clova_used_controller() {
  group=/sys/fs/cgroup/$1$2
  case ,$1, in
    *,cpuacct,*) clova_count cpu_ns "$group/cpuacct.usage" ;;
    *,memory,*)
      clova_count memory "$group/memory.usage_in_bytes"
      clova_field cache "$group/memory.stat" total_inactive_file
      clova_count limit "$group/memory.limit_in_bytes"
      ;;
    *,pids,*) clova_count tasks "$group/pids.current" ;;
    *,blkio,*)
      if [ -r "$group/blkio.throttle.io_service_bytes" ]; then
        while read -r device way count; do
          case $way in
            Read) printf 'read %s\n' "$count" ;;
            Write) printf 'written %s\n' "$count" ;;
          esac
        done <"$group/blkio.throttle.io_service_bytes"
      fi
      ;;
  esac
}

# clova_used_by PROCESS: the control group that a process is in, and what went over its network.
clova_used_by() {
  [ -r "/proc/$1/cgroup" ] || return 0
  while IFS=: read -r number controllers path; do
    if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
      [ -n "$controllers" ] || clova_used_group "$path"
    elif [ -n "$controllers" ]; then
      clova_used_controller "$controllers" "$path"
    fi
  done <"/proc/$1/cgroup"
  sed -n 's/^ *\([a-z0-9.@-]*\): *\([0-9]*\) *[0-9]* *[0-9]* *[0-9]* *[0-9]* *[0-9]* *[0-9]* *[0-9]* *\([0-9]*\).*/\1 \2 \3/p' "/proc/$1/net/dev" 2>/dev/null |
    while read -r interface received sent; do
      [ "$interface" = lo ] || printf 'received %s\nsent %s\n' "$received" "$sent"
    done
}

# clova_used_project NAME: the containers of a Compose project that run.
clova_used_project() {
  clova_clock
  command -v docker >/dev/null 2>&1 || return 0
  set -- $(timeout 20 docker ps -q --no-trunc --filter "label=com.docker.compose.project=$1" 2>/dev/null)
  [ $# -gt 0 ] || return 0
  for process in $(timeout 20 docker inspect --format '{{.State.Pid}}' -- "$@" 2>/dev/null); do
    [ "$process" = 0 ] || clova_used_by "$process"
  done
}

# clova_used_units UNIT...: units of systemd, which counts for itself.
clova_used_units() {
  clova_clock
  command -v systemctl >/dev/null 2>&1 || return 0
  shown=$(LC_ALL=C timeout 20 systemctl --no-pager show -p ControlGroup,CPUUsageNSec,MemoryCurrent,MemoryMax,TasksCurrent,IOReadBytes,IOWriteBytes,IPIngressBytes,IPEgressBytes -- "$@" 2>/dev/null)
  printf '%s\n' "$shown" | sed -n 's/^CPUUsageNSec=\([0-9]*\)$/cpu_ns \1/p
s/^MemoryCurrent=\([0-9]*\)$/memory \1/p
s/^MemoryMax=\([0-9]*\)$/limit \1/p
s/^TasksCurrent=\([0-9]*\)$/tasks \1/p
s/^IOReadBytes=\([0-9]*\)$/read \1/p
s/^IOWriteBytes=\([0-9]*\)$/written \1/p
s/^IPIngressBytes=\([0-9]*\)$/received \1/p
s/^IPEgressBytes=\([0-9]*\)$/sent \1/p'
  # Beside controllers of the first version, the second counts what systemd does not tell.
  case $shown in *CPUUsageNSec=[0-9]*) return 0 ;; esac
  printf '%s\n' "$shown" | sed -n 's/^ControlGroup=//p' | while read -r group; do
    [ -z "$group" ] || clova_field cpu_us "/sys/fs/cgroup/unified$group/cpu.stat" usage_usec
  done
}
