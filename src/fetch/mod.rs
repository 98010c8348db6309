//! HTTP: who is due, polite requests, and the health of sources.
