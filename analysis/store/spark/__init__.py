"""A register on Apache Spark, read only: the tables of a Parquet export behind Spark's Thrift server.

Only `analysis.store.place` imports from here, when the URL of a store is that of such a server.
"""
