//! The store: the only place with SQL. One writer at a time, any number of readers.
