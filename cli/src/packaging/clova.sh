#!/bin/sh
# Starts Clova: on the Java runtime beside it, or else on any JDK 25 of the machine.
#   CLOVA_JAVA_OPTS  more options for the Java virtual machine
#   CLOVA_JDKS       where to look for JDKs, when there is no runtime beside it

# Where this file really is, through any links to it.
self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
home=${self%/*}/..
app=$home/lib/@NAME@

# The version of the JDK at $1, as its own release file has it; empty if there is none.
version_of() {
  [ -r "$1/release" ] || return 0
  while IFS='=' read -r key value; do
    [ "$key" = JAVA_VERSION ] || continue
    value=${value#\"}
    echo "${value%%[.\"-]*}"
    return 0
  done <"$1/release"
}

# Sets $java to the first one that is new enough.
find_java() {
  for jdk in "${JAVA_HOME:-}" "${CLOVA_JDKS:-/usr/lib/jvm}"/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$jdk/bin/java" ]; then
      found=$(version_of "$jdk")
      if [ "${found:-0}" -ge 25 ]; then
        java=$jdk/bin/java
        return 0
      fi
    fi
  done
  java=$(command -v java) || java=
  if [ -z "$java" ]; then
    echo "clova: there is no Java here. Install a JDK 25, or the package that brings its own." >&2
    exit 1
  fi
  found=$("$java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = //p')
  found=${found#1.}
  if [ "${found:-0}" -lt 25 ]; then
    echo "clova: $java is Java ${found:-of an unknown version}; Clova needs 25." >&2
    echo "Set JAVA_HOME to a JDK 25, or install the package that brings its own." >&2
    exit 1
  fi
}

if [ -x "$home/runtime/bin/java" ]; then
  java=$home/runtime/bin/java
else
  find_java
fi

# The cache of loaded classes belongs to the runtime beside it and to no other.
cache=
if [ -r "$app.aot" ] && [ "$java" = "$home/runtime/bin/java" ]; then
  cache=-XX:AOTCache=$app.aot
fi

# Java takes the names of files for ASCII unless the locale is one with UTF-8.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

# Java cannot tell by itself which of the three is a terminal, nor how wide it is.
terminal=
[ -t 0 ] && terminal=0
[ -t 1 ] && terminal=${terminal}1
[ -t 2 ] && terminal=${terminal}2
columns=
case $terminal in
  *[12]*)
    size=$(stty size 2>/dev/null </dev/tty)
    columns=${size#* }
    ;;
esac

# Other programs' options, which the virtual machine would announce on the screen.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# shellcheck disable=SC2086 # options are words
exec "$java" "@$home/lib/clova.jvm" $cache \
  -Djava.library.path="$home/lib" -Dcom.amazon.corretto.crypto.provider.useExternalLib=true \
  -Dclova.terminal="$terminal" -Dclova.columns="$columns" $CLOVA_JAVA_OPTS \
  -jar "$app.jar" "$@"
