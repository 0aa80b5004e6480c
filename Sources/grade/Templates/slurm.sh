#!/usr/bin/env bash
# A class on a cluster: sbatch slurm.sh FOLDER, then, when all tasks have ended,
#     .build/debug/grade --merge grades/* --csv grades.csv --html report
# Before: swift build --product grade, and once .build/debug/grade Exercises, which prepares the tests.
#SBATCH --job-name=grade
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=8G
#SBATCH --time=02:00:00
set -euo pipefail
cd "${SLURM_SUBMIT_DIR:-.}"
mkdir -p grades
exec .build/debug/grade --class "$1" --only "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
    --jobs "${SLURM_CPUS_PER_TASK:-2}" --results "grades/$SLURM_ARRAY_TASK_ID"
