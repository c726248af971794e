# What the benches share; sourced, not run. Everything is on loopback and in a temporary folder, gone at the end.
. "$(dirname "${BASH_SOURCE[0]}")/../shared.sh"
tools="${THROUGHLINE_TOOLS:-$root/../shared/tools}"
host=127.0.0.1
server=
missed=0

# The bench's own purpose and options: the head of its file.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit "${1:-0}"; }
[ "${1:-}" != --help ] && [ "${1:-}" != -h ] || usage

prepare() {
    [ -n "${THROUGHLINE_BINARY:-}" ] || "$root/scripts/setup" serve bench
    binary=${THROUGHLINE_BINARY:-$(built release)}
    work=$(mktemp -d)
    chmod 755 "$work"  # a database server runs as another user and must reach its folder
    store=(--data "$work/data")
    trap finish EXIT
    trap 'exit 130' INT TERM
}

finish() {
    local code=$?
    trap - EXIT INT TERM
    stop
    [ -z "${THROUGHLINE_PG_DIR:-}" ] || [ "$THROUGHLINE_PG_DIR" != "$work/postgres" ] || "$root/scripts/postgres" stop >/dev/null 2>&1 || true
    rm -rf "$work"
    exit "$code"
}

# Puts the demo community on PostgreSQL instead of a file, on a server of its own.
on_postgres() {
    export THROUGHLINE_PG_DIR="$work/postgres"
    store+=(--database "$("$root/scripts/postgres" start | tail -n 1)")
}

fill() { "$binary" demo "${store[@]}" "$@" >"$work/demo.log" 2>&1 || { tail -n 20 "$work/demo.log" >&2; die "\`throughline demo\` failed; its last words stand above"; }; }

# A question with thirty answers, each of about forty words, open to everyone: the page the budgets speak of. Before the server starts.
# Its address is in $thirty. Real answers differ in every word; so do these.
ask_thirty() {
    awk 'BEGIN {
        srand(7)
        split("well pump road school market harvest river bridge seed rain price child mother elder clinic teacher boat cattle fence meeting council women youth water land field road trust money season", word, " ")
        print "text"
        for (row = 1; row <= 30; row++) {
            line = "Answer " row ":"
            for (n = 1; n <= 40; n++) line = line " " word[1 + int(rand() * 30)] (n % 11 == 0 ? "." : "")
            print "\"" line "\""
        }
    }' >"$work/thirty.csv"
    local said
    said=$("$binary" import csv "${store[@]}" "$work/thirty.csv" --space lower-delta --language en --open-to everyone --keep-open \
        --ask "What would you do first with a little more money, and why that?" --map text=text 2>&1) || die "import: $said"
    thirty=/questions/$(grep -oE '\b01[0-9a-z]{24}\b' <<<"$said" | head -n 1)
    [ "$thirty" != /questions/ ] || die "the import named no question: $said"
}

# sign_in NAME: a session of somebody of the demo; prints the cookie.
sign_in() {
    local phrase form
    phrase=$(awk -v name="$1" '$1 == name { sub(/^ *[^ ]+ +/, ""); sub(/ +\(.*/, ""); print; exit }' "$work/demo.log")
    form=$(fetch "$url/sign-in" | grep -oE 'name="_form" value="[^"]+"' | head -n 1 | sed 's/.*value="//; s/"$//')
    curl -sS -o /dev/null -D - -H "Origin: $url" -H 'Sec-Fetch-Site: same-origin' --data-urlencode "_form=$form" \
        --data-urlencode "name=$1" --data-urlencode "phrase=$phrase" "$url/sign-in" |
        sed -nE 's/^[Ss]et-[Cc]ookie: ((__Host-)?session=[^;]+).*/\1/p' | tail -n 1
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))  # below the ports the system lends to outgoing lines
        (exec 3<>"/dev/tcp/$host/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# status PATH: the number the server answers with, 000 while there is no server. No other process is started.
status() {
    local line=
    { exec 3<>"/dev/tcp/$host/$port"; } 2>/dev/null || { echo 000; return; }
    printf 'GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$1" "$host" "$port" >&3
    IFS= read -r -t 30 line <&3 || true
    exec 3>&-
    line=${line#* }
    echo "${line%% *}"
}

# until_ready PATH [SECONDS]: waits for 200.
until_ready() {
    local limit=$((SECONDS + ${2:-30}))
    until [ "$(status "$1")" = 200 ]; do
        kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/serve.log" >&2; die "the server ended; its last words stand above"; }
        [ $SECONDS -lt $limit ] || { tail -n 20 "$work/serve.log" >&2; die "the server did not answer $1 with 200 within ${2:-30} s"; }
    done
}

# Starts the server without waiting; its id is in $server, its address in $url.
start() {
    port=$(free_port)
    url="http://$host:$port"
    "$binary" serve "${store[@]}" --host "$host" --port "$port" >>"$work/serve.log" 2>&1 </dev/null &
    server=$!
}

stop() {
    [ -n "$server" ] || return 0
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

fetch() { curl -sS --fail --compressed --max-time 30 "$@"; }

# A question of the demo that may be answered: on the first screen, or on the page of the first place that has one.
question() {
    local page path
    for page in / $(fetch "$url/" | { grep -oE 'href="/spaces/[^"?#/]+"' || true; } | sed 's/^href="//; s/"$//'); do
        path=$(fetch "$url$page" | { grep -oE 'action="/questions/[0-9a-z]+/answers"' || true; } | head -n 1 | sed 's/^action="//; s/\/answers"$//')
        if [ -n "$path" ]; then echo "$path"; return; fi
    done
    die "no page links to a question that may be answered"
}

median() { sort -n | awk '{ value[NR] = $1 } END { print NR % 2 ? value[(NR + 1) / 2] : (value[NR / 2] + value[NR / 2 + 1]) / 2 }'; }

# ticks PID…: clock ticks of CPU these processes have used, with the children they have waited for.
ticks() {
    local pid
    for pid in "$@"; do sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null || true; done | awk '{ sum += $12 + $13 + $14 + $15 } END { print sum + 0 }'
}

# pss PID: the memory it would give back, in MB of 1,000,000 bytes: shared pages counted by share.
pss() { awk '/^Pss:/ { printf "%.1f\n", $2 * 1024 / 1000000 }' "/proc/$1/smaps_rollup"; }

# figure NAME VALUE UNIT [MOST]: prints a figure beside the most it may be.
figure() {
    local verdict=
    if [ -n "${4:-}" ]; then
        if awk -v value="$2" -v most="$4" 'BEGIN { exit !(value <= most) }'; then verdict="met"; else verdict="MISSED"; missed=1; fi
        printf '%-46s %10s %-6s budget %s %s: %s\n' "$1" "$2" "$3" "$4" "$3" "$verdict"
    else
        printf '%-46s %10s %s\n' "$1" "$2" "$3"
    fi
}
