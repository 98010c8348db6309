//! The manual page: one page for the whole program, from the same table as the arguments.

use std::io::{self, Write as _};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::args::{Cli, FILTERS};

/// What no table of arguments says.
const REST: &str = r#".SH EXIT STATUS
.TP
0
Done.
.TP
1
Done, but some input was faulty; each fault is named on standard error.
.TP
2
It could not be done; standard error says why and what to try next.
.TP
128+n
The desk or the poller was ended by signal n.
.SH ENVIRONMENT
.TP
NO_COLOR
No colour, whatever the terminal can.
.TP
VIGIE_CONFIG
Read this configuration instead of the usual files.
.TP
STATE_DIRECTORY
Folder of the store where a service manager gives one.
.TP
TERM, COLORTERM, SSH_CONNECTION, TMUX
What the desk goes by: how many colours, whether a link can be opened here, how to copy.
.SH FILES
.TP
~/.config/vigie/config.toml
The configuration, never written by the program. "vigie config --default" prints it, explained.
.TP
~/.local/share/vigie
The store.
.TP
~/.local/state/vigie
A person's own marks, saved views and watch rules, and the log.
.SH EXAMPLES
.nf
vigie demo
vigie incidents actor:jnim \(aqdeaths>5\(aq since:7d
vigie incidents region:gao --format csv --output gao.csv
vigie sitrep --since 7d --lang fr
vigie code - < article.txt
.fi
"#;

/// The page.
pub(super) fn page() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let man = Man::new(Cli::command());
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    writeln!(out, ".SH COMMANDS")?;
    for it in Cli::command().get_subcommands() {
        section(it, "vigie", &mut out)?;
    }
    writeln!(out, ".SH FILTER\n.nf\n{FILTERS}\n.fi")?;
    out.extend_from_slice(REST.as_bytes());
    Ok(out)
}

/// A command with its options, and those below it.
fn section(command: &Command, above: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let name = format!("{above} {}", command.get_name());
    let usage = command.clone().render_usage().to_string();
    let arguments = usage.split_once(command.get_name()).map_or("", |it| it.1);
    let arguments = arguments.lines().next().unwrap_or("").trim();
    writeln!(out, ".SS \"{name} {}\"", arguments.replace('"', ""))?;
    let man = Man::new(command.clone().disable_help_flag(true));
    let mut part = Vec::new();
    man.render_description_section(&mut part)?;
    man.render_options_section(&mut part)?;
    let text = String::from_utf8_lossy(&part);
    // A section of a section is a paragraph: its head goes.
    for line in text.lines().filter(|it| !it.starts_with(".SH")) {
        writeln!(out, "{line}")?;
    }
    for it in command.get_subcommands() {
        section(it, &name, out)?;
    }
    Ok(())
}
