//! `vigie doctor`: what stands, what does not, and what to do about it.

use std::{io::Write, path::Path};

use anyhow::Result;

use super::{
    Ending,
    lists::all_sources,
    run::{self, Run},
};
use crate::{
    config::TerminalFacts,
    output::line,
    store::{Info, Reader, StoreError},
    theatre::Names,
    tui::{self, theme::Colours},
};

/// How a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Well,
    Note,
    Bad,
}

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    state: State,
    words: String,
    hint: Option<String>,
}

impl Finding {
    fn new(what: &'static str, state: State, words: impl Into<String>) -> Self {
        Self { what, state, words: words.into(), hint: None }
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Looks over everything and writes one finding a line.
pub(super) fn doctor(run: &Run) -> Result<Ending> {
    let mut findings = vec![Finding::new("program", State::Well, program())];
    findings.push(config(run));
    findings.push(theatre(run));
    store(run, &mut findings);
    findings.push(sources(run));
    findings.push(terminal(run));
    let mut out = run::stdout();
    for it in &findings {
        let state = match it.state {
            State::Well => "ok",
            State::Note => "note",
            State::Bad => "BAD",
        };
        writeln!(out, "{:10}{state:6}{}", it.what, line(&it.words))?;
        if let Some(hint) = &it.hint {
            writeln!(out, "{:16}hint: {}", "", line(hint))?;
        }
    }
    out.flush()?;
    let bad = findings.iter().any(|it| it.state == State::Bad);
    Ok(if bad { Ending::Faulty } else { Ending::Done })
}

fn program() -> String {
    let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    format!("{name} {version}, coder {}", crate::code::VERSION)
}

fn config(run: &Run) -> Finding {
    match &run.config_path {
        Some(path) if path.exists() => {
            Finding::new("config", State::Well, format!("`{}` is sound", path.display()))
        }
        Some(path) => Finding::new("config", State::Well, "defaults")
            .hint(format!("`vigie config --default` shows what `{}` can hold", path.display())),
        None => Finding::new("config", State::Note, "no home folder to look for one"),
    }
}

fn theatre(run: &Run) -> Finding {
    match run.names() {
        Ok(names) => Finding::new("theatre", State::Well, format!("{}: {}", names.id, names.name)),
        Err(error) => Finding::new("theatre", State::Bad, format!("{error:#}"))
            .hint("`vigie theatre check DIR` names every fault"),
    }
}

fn store(run: &Run, findings: &mut Vec<Finding>) {
    let folder = &run.settings.store;
    let place = format!("`{}`", folder.display());
    match Reader::open(folder) {
        Ok(reader) => match reader.info() {
            Ok(info) => {
                about_store(run, &place, &info, findings);
                findings.extend(dropped(&reader));
            }
            Err(error) => findings.push(store_fault(&place, &error)),
        },
        Err(StoreError::Missing(_)) => {
            findings.push(
                Finding::new("store", State::Note, format!("{place}: none yet"))
                    .hint("`vigie`, `vigie ingest PATH` or `vigie fetch` makes one"),
            );
        }
        Err(error) => findings.push(store_fault(&place, &error)),
    }
    findings.extend(rights(folder));
    findings.extend(file_system(folder));
}

fn store_fault(place: &str, error: &StoreError) -> Finding {
    let finding = Finding::new("store", State::Bad, format!("{place}: {error}"));
    match error.hint() {
        Some(hint) => finding.hint(hint),
        None => finding,
    }
}

fn about_store(run: &Run, place: &str, info: &Info, findings: &mut Vec<Finding>) {
    let Info { reports, incidents, statements, .. } = info;
    let words =
        format!("{place}: {reports} reports, {incidents} incidents, {statements} statements");
    findings.push(Finding::new("store", State::Well, words));
    if let (Some(stamp), Ok(names)) = (&info.stamp, run.names()) {
        findings.push(derived(stamp, names, info));
    }
    findings.push(match &info.poller {
        Some(holder) => Finding::new("poller", State::Well, format!("polled by {holder}")),
        None => Finding::new("poller", State::Note, "nobody polls")
            .hint("`vigie` polls while it is open; `vigie watch` does so without a screen"),
    });
    if let Some(newest) = info.newest.filter(|it| *it > run.now) {
        findings.push(
            Finding::new(
                "clock",
                State::Bad,
                format!("a report was seen at {newest}, in time to come"),
            )
            .hint("set the clock of this machine"),
        );
    }
}

/// What was not taken in last.
fn dropped(reader: &Reader) -> Option<Finding> {
    let last = reader.dropped(1).ok()?.pop()?;
    let words = format!("last not taken in, from {}: {}: {}", last.source, last.what, last.why);
    let hint = format!("`vigie sources {}` lists the entries", last.source);
    Some(Finding::new("dropped", State::Note, words).hint(hint))
}

fn derived(stamp: &crate::store::Stamp, names: &Names, info: &Info) -> Finding {
    let same = stamp.pack == names.hash() && stamp.coder == crate::code::VERSION;
    match (same, info.uncoded, info.ungrouped) {
        (true, 0, 0) => Finding::new("coding", State::Well, "by this coder and this pack"),
        (true, 0, n) => {
            Finding::new("coding", State::Note, format!("{n} reports wait to be grouped"))
                .hint("the poller groups them, or `vigie recode`")
        }
        (true, n, _) => {
            Finding::new("coding", State::Note, format!("{n} reports wait to be coded"))
                .hint("the poller codes them, or `vigie recode`")
        }
        (false, ..) => Finding::new("coding", State::Note, "by another coder or another pack")
            .hint("the poller reads everything again, or `vigie recode` does so now"),
    }
}

/// Who may write: whoever may not still reads.
fn rights(folder: &Path) -> Option<Finding> {
    use rustix::fs::{Access, access};
    if !folder.exists() {
        return None;
    }
    let may = access(folder, Access::WRITE_OK).is_ok();
    let words = if may { "you may read and write" } else { "you may read; another user writes" };
    Some(Finding::new("rights", State::Well, words))
}

/// Magic numbers of file systems that live on another machine (statfs(2)).
const NETWORKS: [(u64, &str); 6] = [
    (0x6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x517b, "SMB"),
    (0x0102_1997, "9P"),
    (0x00c3_6400, "Ceph"),
];

fn file_system(folder: &Path) -> Option<Finding> {
    let found = rustix::fs::statfs(folder).ok()?;
    let kind = u64::try_from(found.f_type).ok()? & 0xffff_ffff;
    let free = found.f_bavail.saturating_mul(u64::try_from(found.f_bsize).ok()?) >> 20;
    if let Some((_, name)) = NETWORKS.iter().find(|it| it.0 == kind) {
        let words = format!("the store lies on {name}: locks and shared memory do not work there");
        return Some(
            Finding::new("disk", State::Bad, words)
                .hint("give a folder on a local disk by `--store`"),
        );
    }
    Some(match free {
        ..100 => Finding::new("disk", State::Bad, format!("{free} MB free"))
            .hint("make room: nothing can be stored soon"),
        _ => Finding::new("disk", State::Well, format!("local, {free} MB free")),
    })
}

fn sources(run: &Run) -> Finding {
    let all = match all_sources(run) {
        Ok(all) => all,
        Err(error) => return Finding::new("sources", State::Bad, format!("{error:#}")),
    };
    let on: Vec<_> = all.iter().filter(|it| it.entry.enabled).collect();
    let faulty = on.iter().filter(|it| it.state.fault.is_some()).count();
    let silent = on.iter().filter(|it| it.is_silent(run.now)).count();
    let words = format!("{} on, {faulty} faulty, {silent} silent", on.len());
    if run.settings.config.fetch.contact.is_empty() {
        return Finding::new("sources", State::Note, words)
            .hint("set `fetch.contact`, so that the people behind a source can write to you");
    }
    match faulty + silent {
        0 => Finding::new("sources", State::Well, words),
        _ => Finding::new("sources", State::Note, words)
            .hint("`vigie sources` lists the worst first"),
    }
}

fn terminal(run: &Run) -> Finding {
    let facts = TerminalFacts::of_this_process();
    let size =
        crossterm::terminal::size().map_or("no size".to_owned(), |(w, h)| format!("{w}×{h}"));
    let term = facts.term.clone().unwrap_or_else(|| "TERM is not set".to_owned());
    let colors = tui::colours(run.settings.colored(true), &facts);
    let colors = match colors {
        Colours::None => "no colours",
        Colours::Ansi => "16 colours",
        Colours::Indexed => "256 colours",
        Colours::True => "16 million colours",
    };
    let links = tui::link::supported(&facts, None);
    let mut words = format!("{term}, {size}, {colors}");
    for (holds, word) in [
        (links, "links"),
        (facts.tmux, "within tmux"),
        (facts.remote, "over SSH"),
        (!facts.is_dumb(), "asked by the desk for whole frames and links"),
    ] {
        if holds {
            words.push_str(", ");
            words.push_str(word);
        }
    }
    if facts.is_dumb() {
        return Finding::new("terminal", State::Note, words)
            .hint("the desk cannot draw here; the commands that list work everywhere");
    }
    let finding = Finding::new("terminal", State::Well, words);
    if facts.tmux {
        return finding.hint("for copying, tmux needs `set -g set-clipboard on`");
    }
    finding
}
