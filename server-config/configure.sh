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

  --config=FILE         configuration in place of standalone-full.xml, such as
                        standalone-full-ha.xml
  --broker              with an Artemis broker outside, at BROKER_HOST
  --undo                apply the scripts of src/main/cli/restore instead, which
                        give back what a stock server has; modules stay
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
broker=
undo=
dry=
home=
for argument in "$@"; do
  case $argument in
    --help) usage; exit 0 ;;
    --config=*) config=${argument#*=} ;;
    --online=*) controller=${argument#*=} ;;
    --also=*) also=${argument#*=} ;;
    --broker) broker=yes ;;
    --undo) undo=yes ;;
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
[ -d "$home" ] || fail "no directory $home"
home=$(CDPATH='' cd -- "$home" && pwd)
[ -x "$home/bin/jboss-cli.sh" ] || fail "$home is no WildFly server: no bin/jboss-cli.sh in it"
file=$home/standalone/configuration/$config
[ -f "$file" ] || fail "no standalone/configuration/$config in $home"
[ -d "$overlay" ] || fail "no modules in $overlay: run mvn package first"
logging=$scripts/../logging/logging.properties

topics() {
  if [ -n "$undo" ]; then
    # a cluster's configuration has an interface that the other one lacks
    other=-ha.cli
    if grep -q '<interface name="private">' "$file"; then other=-full.cli; fi
    echo restore/external-broker.cli restore/tracing.cli
    (cd "$scripts" && ls -r restore/[0-9]*.cli) | grep -v -e "$other\$"
  elif [ -n "$broker" ]; then
    (cd "$scripts" && ls [0-9]*.cli) | grep -v -e '^20-'
    echo optional/external-broker.cli
  else
    echo restore/external-broker.cli
    (cd "$scripts" && ls [0-9]*.cli)
  fi
}

script() {
  [ -n "$controller" ] || echo "embed-server --server-config=$config --std-out=discard"
  for topic in $(topics); do
    cat "$scripts/$topic"
    echo
  done
  if [ -n "$also" ]; then cat "$also"; fi
  if [ -n "$controller" ]; then echo "reload"; else echo "stop-embedded-server"; fi
}

if [ -n "$dry" ]; then
  script
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
before=$(cksum < "$file")
changed=0
cd "$overlay"
find . -type f > "$work/modules"
while read -r module; do
  if ! cmp -s "$module" "$home/modules/$module"; then
    mkdir -p "$home/modules/$(dirname "$module")"
    cp "$module" "$home/modules/$module"
    changed=1
  fi
done < "$work/modules"

# how the server logs before it has read its configuration; a running one writes this file itself
first=$home/standalone/configuration/logging.properties
if [ -n "$undo" ] && [ -f "$first.stock" ]; then
  mv "$first.stock" "$first"
  changed=1
elif [ -z "$controller$undo" ] && ! grep -qs '=org.ooni.mozlog$' "$first"; then
  cp "$first" "$first.stock"
  cp "$logging" "$first"
  changed=1
fi

script > "$work/all.cli"
JBOSS_HOME=$home
export JBOSS_HOME
if ! "$home/bin/jboss-cli.sh" ${controller:+--connect --controller="$controller"} \
    --file="$work/all.cli" > "$work/output" 2>&1; then
  tail -n 20 "$work/output" >&2
  fail "a script failed; what stands above tells which command"
fi
[ "$before" = "$(cksum < "$file")" ] || changed=1
if [ "$changed" = 1 ]; then echo "configured $home"; else echo "nothing to change in $home"; fi
