//! The `vigie` program: see the library for everything it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    vigie::cli::main(std::env::args_os())
}
