//! One binary for all tests that look at the program from outside.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::large_stack_arrays,
    clippy::naive_bytecount,
    clippy::zombie_processes,
    clippy::match_wild_err_arm,
    clippy::disallowed_methods,
    reason = "a test may panic, print why it was skipped, and read the clock and the environment"
)]

mod cases;
mod cli;
mod fetch;
mod hostile;
mod pty;
mod store;
mod tidy;
