# How a target is at this moment. Nothing here changes anything.

# clova_vitals: a line for each fact that is to be had; from Linux's own files where they are there.
clova_vitals() {
  frame vitals
  if { read -r load rest </proc/loadavg; } 2>/dev/null; then
    printf 'load %s\n' "$load"
  fi
  if { read -r uptime rest </proc/uptime; } 2>/dev/null; then
    printf 'uptime %s\n' "$uptime"
  fi
  printf 'cores %s\n' "$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null)"
  if [ -r /proc/meminfo ]; then
    while read -r name amount unit; do
      case $name in
        MemTotal: | MemFree: | MemAvailable: | Buffers: | Cached:) printf 'memory %s %s\n' "$name" "$amount" ;;
        SwapCached:) break ;;
      esac
    done </proc/meminfo
  fi
  printf 'disk %s\n' "$(df -Pk . 2>/dev/null | sed -n '$p')"
}
