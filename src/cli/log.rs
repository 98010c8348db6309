//! Where the program's own notes go: a file while the screen is drawn, else standard error.

use std::{fs, sync::Mutex};

use tracing::level_filters::LevelFilter;

use super::run::Run;

/// Notes go to `vigie.log` in the user's state folder, begun anew each time; nowhere without one.
pub(super) fn to_file(run: &Run) {
    let Some(folder) = &run.settings.state else { return };
    let file = fs::create_dir_all(folder).and_then(|()| fs::File::create(folder.join("vigie.log")));
    // A log that cannot be written is no reason not to open the desk.
    let Ok(file) = file else { return };
    let _ = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(level(run, LevelFilter::INFO))
        .with_writer(Mutex::new(file))
        .try_init();
}

/// Notes go to standard error.
pub(super) fn to_stderr(run: &Run) {
    let _ = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(level(run, LevelFilter::WARN))
        .with_writer(std::io::stderr)
        .try_init();
}

fn level(run: &Run, usual: LevelFilter) -> LevelFilter {
    match (run.quiet, run.verbose) {
        (true, _) => LevelFilter::ERROR,
        (_, 0) => usual,
        (_, 1) => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    }
}
