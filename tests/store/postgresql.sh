#!/bin/sh
# A PostgreSQL of its own for the tests, from Debian's packages (apt-get install postgresql).
#   postgresql.sh start    starts one on a free loopback port and prints its address and its folder
#   postgresql.sh stop DIR stops it and deletes the folder
# Exit status 3: there is no PostgreSQL on this machine.
set -eu

bin=
for each in /usr/lib/postgresql/*/bin; do
    [ -x "$each/initdb" ] && bin=$each
done
[ -n "$bin" ] || { echo "no PostgreSQL here: apt-get install postgresql" >&2; exit 3; }

as_postgres() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

case "${1:-}" in
start)
    dir=$(mktemp -d)
    [ "$(id -u)" = 0 ] && chown postgres "$dir"
    cd "$dir"
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_postgres "$bin/initdb" -D "$dir/data" -U lpbot -A trust --no-sync --no-locale -E UTF8 >"$dir/initdb.log"
    as_postgres "$bin/pg_ctl" -D "$dir/data" -w -t 30 -l "$dir/server.log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off" start >/dev/null
    echo "postgresql://lpbot@127.0.0.1:$port/postgres"
    echo "$dir"
    ;;
stop)
    cd /
    as_postgres "$bin/pg_ctl" -D "$2/data" -m immediate stop >/dev/null
    rm -rf "$2"
    ;;
*)
    echo "usage: postgresql.sh start | stop DIR" >&2
    exit 2
    ;;
esac
