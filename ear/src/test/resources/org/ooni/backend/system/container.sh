#!/bin/sh
# SPDX-FileCopyrightText: The OONI backend contributors
# SPDX-License-Identifier: BSD-3-Clause
#
# Usage: container.sh ROOT IMAGE JAVA_HOME DATA SECRETS COMMAND...
#
# Runs a command as a container of the image would, without an engine: in a root file system of its own that cannot be
# written, with IMAGE at /app, DATA at /app/data, SECRETS at /run/secrets, Java where the base image has it, memory that
# holds no programs at /tmp, as user 10001 without privileges. All in this process, so that signals reach the command.
set -eu

if [ "$1" != inside ]; then
  mkdir -p "$1" "$4"
  if [ "$(id -u)" = 0 ]; then
    chown 10001:0 "$4"
    chmod 0770 "$4"
    exec unshare --mount /bin/sh "$0" inside root "$@"
  fi
  exec unshare --user --map-root-user --mount /bin/sh "$0" inside other "$@"
fi

caller=$2 root=$3 image=$4 java=$5 data=$6 secrets=$7
shift 7

bind() {
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
  mount -o "remount,bind,$3" "$root$2"
}

mount -t tmpfs -o mode=0755 root "$root"
for directory in bin lib lib32 lib64 sbin usr etc; do
  if [ -h "/$directory" ]; then
    cp -P "/$directory" "$root/$directory"
  elif [ -d "/$directory" ]; then
    bind "/$directory" "/$directory" ro
  fi
done
mkdir "$root/dev" "$root/proc" "$root/tmp" "$root/outside"
mount --rbind /dev "$root/dev"
mount --rbind /proc "$root/proc"
mount -t tmpfs -o size=1g,mode=1777,noexec,nosuid,nodev tmp "$root/tmp"
bind "$image" /app ro
bind "$data" /app/data rw
bind "$java" /opt/java/openjdk ro
bind "$secrets" /run/secrets ro
cd "$root"
pivot_root . outside
umount -l /outside
rmdir /outside
mount -o remount,bind,ro /
cd /app
if [ "$caller" = root ]; then
  exec setpriv --reuid=10001 --regid=10001 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
fi
exec setpriv --no-new-privs unshare --user --map-user=10001 --map-group=10001 "$@"
