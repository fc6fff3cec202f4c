#!/bin/sh
# SPDX-FileCopyrightText: The OONI backend contributors
# SPDX-License-Identifier: BSD-3-Clause
set -eu

usage() {
  cat <<'TEXT'
Usage: configure.sh [OPTION]... JBOSS_HOME

Makes a WildFly server ready for the OONI backend: lays the modules of
target/modules-overlay over it and applies the scripts of src/main/cli to its
standalone-full.xml. A second run changes nothing. Build the repository first.

  --config=FILE         configuration in place of standalone-full.xml
  --also=FILE           a further script, applied after the others
  --online=HOST:PORT    apply to the running server behind this management
                        address, and reload it; default: offline, server stopped
  --dry-run             print the script that would be applied, change nothing
  --help                this text
TEXT
}

fail() {
  echo "configure.sh: $1" >&2
  exit 1
}

config=standalone-full.xml
controller=
also=
dry=
home=
for argument in "$@"; do
  case $argument in
    --help) usage; exit 0 ;;
    --config=*) config=${argument#*=} ;;
    --online=*) controller=${argument#*=} ;;
    --also=*) also=${argument#*=} ;;
    --dry-run) dry=yes ;;
    -*) usage >&2; fail "unknown option $argument" ;;
    *) home=$argument ;;
  esac
done

if [ -n "$also" ]; then
  [ -f "$also" ] || fail "no script $also"
  also=$(CDPATH='' cd -- "$(dirname -- "$also")" && pwd)/$(basename -- "$also")
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
overlay=${OVERLAY:-$here/target/modules-overlay/modules}
scripts=${SCRIPTS:-$here/src/main/cli}
[ -n "$home" ] || { usage >&2; fail "name the directory of the server"; }
[ -x "$home/bin/jboss-cli.sh" ] || fail "$home is no WildFly server: no bin/jboss-cli.sh in it"
[ -f "$home/standalone/configuration/$config" ] || fail "no standalone/configuration/$config in $home"
[ -d "$overlay" ] || fail "no modules in $overlay: run mvn package first"
logging=$scripts/../logging/logging.properties

script() {
  [ -n "$controller" ] || echo "embed-server --server-config=$config --std-out=discard"
  cat "$scripts"/[0-9]*.cli ${also:+"$also"}
  if [ -n "$controller" ]; then echo "reload"; else echo "stop-embedded-server"; fi
}

if [ -n "$dry" ]; then
  script
  exit 0
fi

before=$(cksum < "$home/standalone/configuration/$config")
changed=0
cd "$overlay"
for file in $(find . -type f); do
  if ! cmp -s "$file" "$home/modules/$file"; then
    mkdir -p "$home/modules/$(dirname "$file")"
    cp "$file" "$home/modules/$file"
    changed=1
  fi
done

# a running server writes this file itself
if [ -z "$controller" ] && ! grep -qs '=org.ooni.mozlog$' "$home/standalone/configuration/logging.properties"; then
  cp "$logging" "$home/standalone/configuration/logging.properties"
  changed=1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
script > "$work/all.cli"
JBOSS_HOME=$home
export JBOSS_HOME
if ! "$home/bin/jboss-cli.sh" ${controller:+--connect --controller="$controller"} \
    --file="$work/all.cli" > "$work/output" 2>&1; then
  tail -n 20 "$work/output" >&2
  fail "a script failed; what stands above tells which command"
fi
[ "$before" = "$(cksum < "$home/standalone/configuration/$config")" ] || changed=1
if [ "$changed" = 1 ]; then echo "configured $home"; else echo "nothing to change in $home"; fi
