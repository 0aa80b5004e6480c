#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: setup.sh beside run_autograder in autograder.zip.
# Put the course into the same archive as source/course, and hidden tests, if any, as source/hidden.
set -euo pipefail

apt-get update
apt-get install -y --no-install-recommends bubblewrap util-linux curl ca-certificates gnupg unzip \
    binutils gcc libc6-dev libstdc++-12-dev libcurl4-openssl-dev libxml2-dev libz3-dev zlib1g-dev tzdata

# The Swift toolchain; https://www.swift.org/install says which one fits the image.
platform=ubuntu22.04
release=6.3.1
curl -fsSL "https://download.swift.org/swift-$release-release/${platform//./}/swift-$release-RELEASE/swift-$release-RELEASE-$platform.tar.gz" \
    | tar -xz -C /opt
ln -sfn "/opt/swift-$release-RELEASE-$platform" /opt/swift
export PATH="/opt/swift/usr/bin:$PATH"

# Built and prepared here once, not for each student.
cd /autograder/source/course
swift build --product grade
hidden=()
if [ -d /autograder/source/hidden ]; then hidden=(--hidden /autograder/source/hidden); fi
.build/debug/grade --unsafe "${hidden[@]}" Exercises > /dev/null
