#!/bin/sh
# PID 1 of a private engine's mount and PID namespace: hides the machine's own engine, then runs dockerd (and a registry
# where there is one). When dockerd ends, this ends, and with it everything in the namespace.
# usage: engineInit.sh FOLDER dockerd-arguments…
set -eu
dir=$1
shift

mkdir -p /run/containerd /run/docker /etc/docker
mount -t tmpfs tmpfs /run/containerd # else dockerd takes the machine's containerd
mount -t tmpfs tmpfs /run/docker
mount --bind "$dir/etc" /etc/docker # key.json: 20.10 takes the engine's ID from it
grep -q ' /sys/fs/cgroup' /proc/mounts || mount -t cgroup2 cgroup2 /sys/fs/cgroup

if command -v docker-registry >/dev/null; then
  docker-registry serve "$dir/registry.yml" >>"$dir/registry.log" 2>&1 &
fi
dockerd "$@" >>"$dir/daemon.log" 2>&1 &
wait $!
