//! Keys in, screen out, on incidents in memory: no thread, no clock, no terminal.

mod bytes;
mod every_key;
mod export;
mod keys;
mod memory;
mod person;
mod screens;
mod sketch;
mod stage;
mod stories;
mod text;
