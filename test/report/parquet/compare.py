"""Reads each Parquet file in a folder with several implementations, and compares it with the CSV file beside it, cell by cell."""

import csv
import pathlib
import sys

import duckdb
import fastparquet
import pandas
import polars
import pyarrow
import pyarrow.parquet


def missing_to_none(frame):
    return {name: [None if pandas.isna(cell) else cell for cell in frame[name].tolist()] for name in frame.columns}


def of_duckdb(path):
    answer = duckdb.sql(f"SELECT * FROM '{path}'")
    rows = answer.fetchall()
    return {name: [row[place] for row in rows] for place, name in enumerate(answer.columns)}


READERS = {
    f"pyarrow {pyarrow.__version__}": lambda path: pyarrow.parquet.read_table(path).to_pydict(),
    f"pandas {pandas.__version__}": lambda path: missing_to_none(pandas.read_parquet(path)),
    f"polars {polars.__version__}": lambda path: polars.read_parquet(path).to_dict(as_series=False),
    f"duckdb {duckdb.__version__}": of_duckdb,
    f"fastparquet {fastparquet.__version__}": lambda path: missing_to_none(fastparquet.ParquetFile(path).to_pandas()),
}

COUNTS = {"replicate", "seed", "index", "level"}
COUNTS |= {"stall_count", "switches", "upswitches", "downswitches", "requests", "abandoned", "failed_requests"}
TEXTS = {"scenario", "policy", "client", "trace_set", "trace", "video", "status", "media", "outcome"}


def cell_of(name, text):
    if name in TEXTS:
        return None if name == "client" and text == "" else text
    if text == "":
        return None
    return int(text) if name in COUNTS else float(text)


def expected_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return {name: [cell_of(name, row[place]) for row in rows] for place, name in enumerate(header)}


wrong = 0
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    expected = expected_of(file)
    rows = len(expected["policy"])
    for reader, read in READERS.items():
        found = read(str(file.with_suffix(".parquet")))
        differing = [name for name, cells in expected.items() if found.get(name) != cells]
        print(f"{file.stem}, {rows} rows, {reader}: {'differs in ' + ', '.join(differing) if differing else 'equal'}")
        wrong += len(differing)
sys.exit(1 if wrong else 0)
