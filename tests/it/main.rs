//! One binary for all tests that look at the program from outside.

mod cases;
mod cli;
mod fetch;
mod pty;
mod store;
mod tidy;
