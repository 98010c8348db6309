//! One binary for all tests that look at the program from outside.

mod cli;
mod store;
mod tidy;
