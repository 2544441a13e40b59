#!/bin/bash
# Runs an experiment as an array of Slurm jobs, one for each shard, and then merges what they wrote:
#
#   ./submit.sh SCENARIO OUT SHARDS [flags of abrsim run ...]
#
# Call it where abrsim would be run, on a file system that all nodes share. OUT is the results folder; shards are kept in
# OUT.shards/1, 2, ... with a log each. To run some of them again, and merge again:
#
#   TASKS=3,7 ./submit.sh SCENARIO OUT SHARDS [the same flags ...]
set -euo pipefail

if [ $# -lt 3 ]; then
  echo "usage: $0 SCENARIO OUT SHARDS [flags of abrsim run ...]" >&2
  exit 2
fi
here=$(dirname "$0") scenario=$1 out=${2%/} shards=$3
shift 3

mkdir -p "$out.shards"
array=$(sbatch --parsable --array="${TASKS:-1-$shards}" --output="$out.shards/%a.log" \
  "$here/shard.sbatch" "$scenario" "$out" "$shards" "$@")

# afterany, not afterok: if a shard is missing, the merge says which, where afterok would leave it waiting for ever.
merge=$(sbatch --parsable --dependency="afterany:${array%;*}" --output="$out.shards/merge.log" \
  "$here/merge.sbatch" "$out")

echo "array ${array%;*}, then merge ${merge%;*}: squeue --me; $out.shards/merge.log"
