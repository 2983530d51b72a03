#!/bin/sh
# Linux, root only: runs $LAB_PROGRAM as nobody, at home in $LAB_HOME. Chromium's sandbox refuses root,
# and without its sandbox nothing of ours is started.
set -eu
: "${LAB_PROGRAM:?the executable}" "${LAB_HOME:?a folder it may own}"
cookie="${XAUTHORITY:-${HOME:-/root}/.Xauthority}"
if [ -r "$cookie" ]; then cp "$cookie" "$LAB_HOME/.Xauthority"; fi
export HOME="$LAB_HOME" XAUTHORITY="$LAB_HOME/.Xauthority"
unset XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_CACHE_HOME DBUS_SESSION_BUS_ADDRESS || true
chown -R nobody "$LAB_HOME"

step_down() { setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"; }
if ! step_down test -x "$LAB_PROGRAM"; then
  echo "nobody cannot reach $LAB_PROGRAM: every folder above it must be enterable" >&2
  exit 126
fi
exec setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$LAB_PROGRAM" "$@"
