# Giving up and renaming what is recorded on a target. Works in the root folder, under the lock.

# clova_unclaim SERVICE: the receipt and what belongs to it go; the service's directory stays.
clova_unclaim() {
  [ -d "./.clova/services/$1" ] && [ ! -L "./.clova/services/$1" ] || return 0
  (cd -P "./.clova/services/$1" && rm -rf ./receipt ./tree ./listing ./change ./pending) || return 1
  rmdir "./.clova/services/$1" 2>/dev/null || :
}

# clova_rename FROM TO BYTES TOKEN: the directory takes its new name, and the receipt that comes as
# payload takes the place of the old one. May be begun again after it was cut off.
clova_rename() {
  new=./.clova/services/$1/receipt.$4
  if [ ! -d "./.clova/services/$1" ] || [ -L "./.clova/services/$1" ]; then
    printf 'there is no receipt of %s' "$1"
    return 1
  fi
  if [ "$1" != "$2" ]; then
    if [ -e "./.clova/services/$2" ] || { [ -e "./$2" ] && [ -e "./$1" ]; }; then
      printf '%s/%s is there already' "$PWD" "$2"
      return 1
    fi
  fi
  rx "$3" >"$new" || return 1
  sync -f "$new" 2>/dev/null || :
  if [ "$1" != "$2" ] && [ -d "./$1" ]; then
    mv -- "./$1" "./$2" 2>&1 || return 1
  fi
  mv -f -- "$new" "./.clova/services/$1/receipt" 2>&1 || return 1
  if [ "$1" != "$2" ]; then
    mv -- "./.clova/services/$1" "./.clova/services/$2" 2>&1 || return 1
    [ ! -d "./.clova/kept/$1" ] || [ -e "./.clova/kept/$2" ] || mv -- "./.clova/kept/$1" "./.clova/kept/$2" 2>&1 || return 1
  fi
  sync -f ./.clova 2>/dev/null || :
}
