"""Scores an archive on Spark.

    spark-submit score_on_spark.py FOLDER OUT

Each executor needs ``pip install textclass``, and the files under the same path or address. Spark brings the paths
to its executors, and textclass reads each file in a process of its own there, so a file that kills its reader costs
one row that says so. The rows are those of ``textclass score``; their order is Spark's.
"""

import sys
from collections.abc import Iterator

import pandas as pd
from pyspark.sql import SparkSession  # type: ignore[import-not-found, unused-ignore]
from pyspark.sql.pandas.types import from_arrow_schema  # type: ignore[import-not-found, unused-ignore]

import textclass as tc
from textclass import tables
from textclass.archive import sources

DOCUMENTS = 100  # a task


def score(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Return the rows of each batch of paths."""
    for batch in batches:
        rows = tc.score(list(batch["path"]))
        yield rows.astype(object).where(rows.notna(), None)  # Spark wants None where pandas has NA


def main(folder: str, out: str) -> None:
    """Score the files in ``folder`` and write Parquet to ``out``."""
    spark = SparkSession.builder.appName("textclass").getOrCreate()
    files = [(path,) for path in sources.find([folder])]
    paths = spark.createDataFrame(files, "path string").repartition(-(-len(files) // DOCUMENTS))
    paths.mapInPandas(score, from_arrow_schema(tables.schema())).write.mode("overwrite").parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
