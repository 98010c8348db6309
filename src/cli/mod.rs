//! The command line: what each command asks of the other modules, and how it ends.
//!
//! Standard output carries data only; words about the work go to standard error. A command ends
//! with 0 (done), 1 (done, but some input was faulty and is named on standard error) or 2 (could
//! not do it). The clock is read here, once a command, and passed down.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    ffi::OsString,
    fmt,
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Result;
use clap::{CommandFactory, Parser};

pub mod args;
mod code;
mod demo;
mod desk;
mod doctor;
mod documents;
mod lists;
mod log;
mod man;
mod polling;
mod progress;
mod run;
mod show;
mod sitrep;
mod stream;
#[cfg(test)]
mod tests;
mod theatre;

use crate::{
    config,
    output::{self, sitrep::Shape},
};
use args::{Cli, Command, Sources};
use run::Run;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// Everything was done.
    Done,
    /// Done, but some input was faulty; each fault was named on standard error.
    Faulty,
    /// The desk or the poller was left, by the user or by a signal.
    Left(u8),
}

/// An error that knows the way out.
#[derive(Debug)]
struct Advice {
    what: String,
    hint: String,
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Advice {}

/// An error with what to do about it.
fn advice(what: impl Into<String>, hint: impl Into<String>) -> anyhow::Error {
    Advice { what: what.into(), hint: hint.into() }.into()
}

/// Runs the command that the arguments name and prints what went wrong.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    tell_panics(run::complain);
    match Cli::try_parse_from(args::negated_words(args)) {
        Ok(cli) => match run(cli) {
            Ok(Ending::Done) => ExitCode::SUCCESS,
            Ok(Ending::Faulty) => ExitCode::from(1),
            Ok(Ending::Left(status)) => ExitCode::from(status),
            Err(error) => report(&error),
        },
        Err(error) => usage(&error),
    }
}

/// From now on a panic is told cleaned: its message may quote a text from outside.
fn tell_panics(say: fn(&str)) {
    std::panic::set_hook(Box::new(move |info| {
        say(&output::lines(&format!("vigie: a fault in this program: {info}")));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            say(&output::lines(&trace.to_string()));
        }
    }));
}

/// Prints help, version, or what is wrong with the arguments.
fn usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    let clean = output::lines(&text);
    // It repeats what was written, which may be somebody else's: then without looks, and cleaned.
    // A closed pipe is no reason to complain.
    let _ = if clean == text { error.print() } else { write!(io::stderr().lock(), "{clean}") };
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// The one printer of errors.
fn report(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    run::complain(&format!("vigie: {error:#}"));
    if let Some(advice) = error.chain().find_map(|it| it.downcast_ref::<Advice>()) {
        run::complain(&format!("hint: {}", advice.hint));
    }
    ExitCode::from(2)
}

/// Whether the reader of our output went away, which is its right (`vigie incidents | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|it| it.downcast_ref::<io::Error>())
        .any(|it| it.kind() == io::ErrorKind::BrokenPipe)
}

fn run(cli: Cli) -> Result<Ending> {
    match cli.command {
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man) => man(),
        Some(Command::Config { default: true }) => print(config::EXAMPLE),
        command => run_with(&Run::new(cli.global)?, command),
    }
}

/// The commands that need settings.
fn run_with(run: &Run, command: Option<Command>) -> Result<Ending> {
    match command {
        Some(Command::Theatre(command)) => theatre::theatre(run, &command),
        Some(Command::Config { .. }) => {
            print(&output::lines(&toml::to_string(&run.settings.config)?))
        }
        Some(Command::Incidents(args)) => lists::incidents(run, &args),
        Some(Command::Reports(args)) => lists::reports(run, &args),
        Some(Command::Statements(args)) => lists::statements(run, &args),
        Some(Command::Actors(args)) => lists::actors(run, &args),
        Some(Command::Towns(args)) => lists::towns(run, &args),
        Some(Command::Sources(Sources { command: None, list })) => lists::sources(run, &list),
        Some(Command::Sources(Sources { command: Some(command), .. })) => {
            polling::sources(run, &command)
        }
        Some(Command::Fetch(args)) => {
            log::to_stderr(run);
            polling::fetch(run, &args)
        }
        Some(Command::Watch) => {
            log::to_stderr(run);
            polling::watch(run)
        }
        Some(Command::Opml(command)) => polling::opml(run, &command),
        Some(Command::Demo) => desk::demo(run),
        Some(Command::Ingest(args)) => documents::ingest(run, &args),
        Some(Command::Recode) => documents::recode(run),
        Some(Command::Show(args)) => show::show(run, &args),
        Some(Command::Sitrep(args)) => sitrep::sitrep(run, &args, Shape::Sitrep),
        Some(Command::Brief(args)) => sitrep::sitrep(run, &args, Shape::Brief),
        Some(Command::Handover(args)) => sitrep::sitrep(run, &args, Shape::Handover),
        Some(Command::Doctor) => doctor::doctor(run),
        Some(Command::Code(args)) => code::code(run, &args),
        Some(Command::Eval(args)) => code::eval(run, &args),
        Some(Command::Decide(_)) => Err(advice(
            "decide: this program does not take decisions by hand yet",
            "`vigie show ID` says why reports were held to tell of one event",
        )),
        Some(Command::Compare(_)) => Err(advice(
            "compare: this program does not read coded data sets yet",
            "`vigie incidents --format csv` writes ACLED's columns for other tools to compare",
        )),
        Some(Command::Completions { .. } | Command::Man) | None => desk::desk(run),
    }
}

fn print(text: &str) -> Result<Ending> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(Ending::Done)
}

fn completions(shell: clap_complete::Shell) -> Result<Ending> {
    // Written in one piece: the generator itself panics when its reader goes away.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "vigie", &mut text);
    print(&String::from_utf8_lossy(&text))
}

fn man() -> Result<Ending> {
    print(&String::from_utf8_lossy(&man::page()?))
}
