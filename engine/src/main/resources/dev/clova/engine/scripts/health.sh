# Whether a service answers, asked on its own target. Status 0: it does.

# clova_http URL EXPECT TEXT: any 2xx or 3xx, or just EXPECT if it is not empty; TEXT in the body.
clova_http() {
  if command -v curl >/dev/null 2>&1; then
    answer=$(curl -s -m 10 -o - -w '\n%{http_code}' -- "$1" </dev/null) || return 1
    code=${answer##*
}
  elif command -v bash >/dev/null 2>&1 && [ "${1#http://}" != "$1" ]; then
    rest=${1#http://}
    place=${rest%%/*}
    path=/${rest#"$place"}
    port=${place##*:}
    [ "$port" != "$place" ] || port=80
    answer=$(bash -c 'exec 5<>"/dev/tcp/$1/$2" || exit 1
      printf "GET %s HTTP/1.0\r\nHost: %s\r\nConnection: close\r\n\r\n" "$3" "$4" >&5
      timeout 10 head -c 1048576 <&5' bash "${place%:*}" "$port" "/${path#//}" "$place" 2>/dev/null | tr -d '\000') || return 1
    code=${answer#* }
    code=${code%% *}
  elif command -v wget >/dev/null 2>&1; then
    answer=$(wget -q -T 10 -O - -- "$1" </dev/null) && code=200 || return 1
  else
    printf 'neither curl, bash nor wget is there to ask'
    return 2
  fi
  case ${2:-$code}:$code in
    "$code:2"?? | "$code:3"??) ;;
    "$code:$2") ;;
    *)
      case $code in
        [0-9][0-9][0-9]) printf 'it answered with status %s' "$code" ;;
        *) printf 'what answers there speaks no HTTP' ;;
      esac
      return 1
      ;;
  esac
  case $answer in *"$3"*) return 0 ;; esac
  printf 'it answered without the text that is looked for'
  return 1
}

# clova_tcp HOST PORT: something accepts a connection.
clova_tcp() {
  if command -v bash >/dev/null 2>&1; then
    timeout 10 bash -c ': <>"/dev/tcp/$1/$2"' bash "$1" "$2" </dev/null >/dev/null 2>&1
  elif command -v nc >/dev/null 2>&1; then
    nc -z -w 10 "$1" "$2" </dev/null >/dev/null 2>&1
  else
    printf 'neither bash nor nc is there to ask'
    return 2
  fi
}
