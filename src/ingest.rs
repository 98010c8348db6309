//! The loop from bytes to the store: due, fetch, core, commit.
