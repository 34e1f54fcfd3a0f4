#!/bin/sh
# As engineInit.sh, for Podman's service: hides what the machine's own Podman keeps outside its data folder, then runs it.
# usage: podmanInit.sh FOLDER podman-arguments…
set -eu
dir=$1
shift

for own in /run/libpod /run/containers /run/netns /var/lib/cni /var/lib/containers; do
  mkdir -p "$own"
  mount -t tmpfs tmpfs "$own"
done
grep -q ' /sys/fs/cgroup' /proc/mounts || mount -t cgroup2 cgroup2 /sys/fs/cgroup

export CONTAINERS_CONF="$dir/etc/containers.conf"
podman "$@" >>"$dir/daemon.log" 2>&1 &
wait $!
