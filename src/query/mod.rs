//! The filter language: what it says, and whether an incident matches.
