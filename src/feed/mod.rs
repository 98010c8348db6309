//! Bytes to reports: syndication feeds, WordPress archives and documents.
