# What the scripts share; sourced, not run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
peers="$root/.build/peers"
cd "$root"

# The Swift toolchain may lie beside the path.
if ! command -v swift >/dev/null; then
    for bin in /opt/swift/usr/bin "${HOME:-/root}/.local/share/swiftly/bin" /usr/local/swift/usr/bin; do
        if [ -x "$bin/swift" ]; then PATH="$bin:$PATH"; break; fi
    done
fi

say() { printf '%s\n' "$*" >&2; }
die() { say "$(basename "$0"): $*"; exit 1; }

# The packages of the groups named, one a line.
packages() { awk -v groups=" $* " '!/^#/ && NF == 2 && index(groups, " " $1 " ") { print $2 }' "$root/scripts/packages.txt" | sort -u; }

# The packages named that are not installed.
missing() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

# Builds the command where its sources are newer than it is, and prints where it lies.
built() {
    local configuration=$1 binary="$root/.build/$1/throughline" folders=() folder
    for folder in Package.swift Sources Translations; do [ ! -e "$folder" ] || folders+=("$folder"); done
    if [ -x "$binary" ] && [ -z "$(find "${folders[@]}" -newer "$binary" -print -quit)" ]; then echo "$binary"; return; fi
    if ! command -v swift >/dev/null; then
        [ -x "$binary" ] || die "there is no Swift on this machine: install Swift 6.2 or newer, or put a built throughline at $binary"
        say "There is no Swift on this machine: taking the binary that is there, older than its sources."
        echo "$binary"; return
    fi
    say "Building throughline ($configuration); the first time takes ten minutes or more."
    swift build -c "$configuration" --product throughline >&2 || die "the build failed; what is wrong stands above"
    # A build that finds nothing to link leaves the binary's time as it was.
    touch "$binary"
    echo "$binary"
}
