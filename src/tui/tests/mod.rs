//! Keys in, screen out, on incidents in memory: no thread, no clock, no terminal.

mod memory;
mod stage;
mod stories;
