//! The score sheet of a labelled set, for people and for scripts.

use std::io::{self, Write};

use serde_json::json;

use crate::{
    eval::{Kind, Miss, Scores},
    model::Lang,
};

/// Writes the sheet as a table, then every miss; with `only`, the misses of that kind alone.
pub fn table(scores: &Scores, only: Option<Kind>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(kind) = only {
        return misses(scores.misses.iter().filter(|it| it.kind == kind), out);
    }
    write!(out, "{:18}{:>16}", "", "all")?;
    for lang in Lang::ALL {
        write!(out, "{:>16}", lang.code())?;
    }
    writeln!(out)?;
    for kind in Kind::ALL {
        if scores.cell(*kind, None).of > 0 {
            row(scores, *kind, out)?;
        }
    }
    f1(scores, "actors_f1", Kind::ActorsPrecision, Kind::ActorsRecall, out)?;
    f1(scores, "pairs_f1", Kind::PairsPrecision, Kind::PairsRecall, out)?;
    misses(scores.misses.iter(), out)
}

/// All languages together, then one after the other.
fn columns() -> impl Iterator<Item = Option<Lang>> {
    std::iter::once(None).chain(Lang::ALL.into_iter().map(Some))
}

fn row(scores: &Scores, kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{:18}", kind.word())?;
    for lang in columns() {
        let cell = scores.cell(kind, lang);
        let share = cell.share().map_or("–".to_owned(), |it| format!("{it:.3}"));
        write!(out, "{:>16}", format!("{share} {:>3}/{:<3}", cell.right, cell.of))?;
    }
    writeln!(out)
}

fn f1(scores: &Scores, name: &str, p: Kind, r: Kind, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{name:18}")?;
    for lang in columns() {
        let share = scores.f1(p, r, lang).map_or("–".to_owned(), |it| format!("{it:.3}        "));
        write!(out, "{share:>16}")?;
    }
    writeln!(out)
}

fn misses<'a>(rows: impl Iterator<Item = &'a Miss>, out: &mut dyn Write) -> io::Result<()> {
    let mut kind = None;
    for miss in rows {
        if kind != Some(miss.kind) {
            writeln!(out, "\n{}", miss.kind.word())?;
            kind = Some(miss.kind);
        }
        writeln!(out, "  {}: expected {}, got {}", miss.id, miss.expected, miss.got)?;
        if !miss.why.is_empty() {
            writeln!(out, "      {}", miss.why)?;
        }
    }
    Ok(())
}

/// Writes one object a count, then one a miss.
pub fn jsonl(scores: &Scores, only: Option<Kind>, out: &mut dyn Write) -> io::Result<()> {
    let kinds = Kind::ALL.iter().filter(|it| only.is_none_or(|only| only == **it));
    for kind in kinds {
        for lang in columns() {
            let cell = scores.cell(*kind, lang);
            let (right, of, share) = (cell.right, cell.of, cell.share());
            let row = json!({"kind": kind.word(), "language": lang.map(Lang::code), "right": right, "of": of, "share": share});
            writeln!(out, "{row}")?;
        }
    }
    for miss in scores.misses.iter().filter(|it| only.is_none_or(|only| only == it.kind)) {
        writeln!(out, "{}", serde_json::to_string(miss)?)?;
    }
    Ok(())
}
