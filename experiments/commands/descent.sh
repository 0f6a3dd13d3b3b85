#!/bin/sh
# Gradient descent on a narrow valley. Knows nothing of Attune: it takes arguments like
# rate=0.1, and prints what programs print; the sweep file says what of it is a metric.
for argument in "$@"; do
  case $argument in
    rate=*) rate=${argument#*=} ;;
    momentum=*) momentum=${argument#*=} ;;
    *) echo "descent.sh: what is $argument?" >&2; exit 2 ;;
  esac
done
echo "descending with rate ${rate:=0.05} and momentum ${momentum:=0}"
LC_ALL=C awk -v rate="$rate" -v momentum="$momentum" 'BEGIN {
  x = 4; y = 1
  for (step = 1; step <= 20; step++) {
    u = momentum * u - rate * x
    v = momentum * v - rate * 10 * y
    x += u; y += v
    printf "step %d: height=%g\n", step, (x * x + 10 * y * y) / 2
  }
}'
