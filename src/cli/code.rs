//! `vigie code` and `vigie eval`: read texts without a store.

use std::{
    fs,
    io::{self, BufRead, Read, Write},
    path::Path,
};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::{
    Ending, advice,
    args::{Code, Eval, TextFormat},
    run::{self, Run, complain},
    stream,
};
use crate::{
    code::{self, Coder},
    eval::{self, Kind, Sample, Scores},
    feed::{self, Document},
    group,
    model::{Coding, Fault, Lang, Published, Report, Slug, Told},
    output::{self, reading::Summed},
    text,
    theatre::Names,
};

/// Reads one document, or a stream of records, and says what was found and why.
pub(super) fn code(run: &Run, args: &Code) -> Result<Ending> {
    let coder = Coder::new(run.names()?);
    if args.jsonl {
        return records(run, &coder, args.file.as_deref());
    }
    let bytes = bytes(args.file.as_deref())?;
    let path = args.file.as_deref().and_then(Path::to_str).filter(|it| *it != "-");
    let published = args.published;
    let document =
        Document { bytes: &bytes, path, published, source: "code", ..Document::default() };
    let parsed = feed::document(&document, run.now);
    let ending = run::faults(&parsed.faults);
    let mut out = run::stdout();
    for report in &parsed.reports {
        let coding = code::report(&coder, report);
        match args.format {
            TextFormat::Jsonl => out.write_all(&line(run.names()?, report, &coding)?)?,
            TextFormat::Table => output::explain::reading(run.names()?, report, &coding, &mut out)?,
        }
    }
    out.flush()?;
    Ok(ending)
}

/// A file, or standard input for none and `-`.
fn bytes(file: Option<&Path>) -> Result<Vec<u8>> {
    if let Some(path) = file.filter(|it| *it != Path::new("-")) {
        return fs::read(path).with_context(|| format!("read `{}`", path.display()));
    }
    let mut bytes = Vec::new();
    // One byte more than is read of a document, so that too much is seen.
    let limit = feed::LARGEST_DOCUMENT as u64 + 1;
    io::stdin().lock().take(limit).read_to_end(&mut bytes).context("read standard input")?;
    Ok(bytes)
}

/// One line of `vigie code --jsonl`.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Option<Value>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    lang: Option<String>,
}

impl Record {
    fn report(self, now: Timestamp) -> Report {
        let body = self.text.unwrap_or_default();
        let title = self.title.unwrap_or_default();
        let text = text::assemble(&title, &text::plain_blocks(&body));
        let url = self.url.as_deref().map(feed::canonical_url);
        let id = match self.id {
            Some(Value::String(id)) => Slug::from(id),
            Some(Value::Null) | None => feed::report_id(url.as_deref(), "code", None, &text.text),
            Some(other) => Slug::from(other.to_string()),
        };
        let declared = self.lang.as_deref().and_then(Lang::from_tag);
        Report {
            source: "code".into(),
            publisher: id.to_string(),
            id,
            path: None,
            url,
            guid: None,
            lang: declared.or_else(|| text::language(&text::body(&text))),
            published: self.published.as_deref().and_then(Published::parse),
            first_seen: now,
            text,
            faults: Vec::new(),
        }
    }
}

/// Reads one record a line and writes one object a line, in the same order.
fn records(run: &Run, coder: &Coder<'_>, file: Option<&Path>) -> Result<Ending> {
    let names = run.names()?;
    let input: Box<dyn BufRead + Send> = match file.filter(|it| *it != Path::new("-")) {
        Some(path) => {
            let file = fs::File::open(path);
            Box::new(io::BufReader::new(
                file.with_context(|| format!("read `{}`", path.display()))?,
            ))
        }
        None => Box::new(io::BufReader::new(io::stdin())),
    };
    let work = |number: usize, line: &str| -> Result<Vec<u8>, String> {
        if line.trim().is_empty() {
            return Ok(Vec::new());
        }
        let record: Record =
            serde_json::from_str(line).map_err(|error| format!("line {number}: {error}"))?;
        let report = record.report(run.now);
        let coding = code::report(coder, &report);
        self::line(names, &report, &coding).map_err(|error| format!("line {number}: {error}"))
    };
    let mut out = run::stdout();
    let mut ending = Ending::Done;
    stream::in_order(input.lines(), work, |result| {
        match result {
            Some(Ok(line)) => out.write_all(&line)?,
            Some(Err(fault)) => {
                complain(&format!("vigie: {fault}"));
                ending = Ending::Faulty;
            }
            None => out.flush()?,
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(ending)
}

/// A report with what was read out of it, as one line of JSON.
fn line(names: &Names, report: &Report, coding: &Coding) -> Result<Vec<u8>> {
    let sums: Vec<Summed> = coding.events.iter().map(|it| Summed::of(names, it)).collect();
    let mut line = Vec::new();
    output::json::write(&output::reading::row(report, 1, coding, &sums), &mut line)?;
    Ok(line)
}

/// Scores the coder against a labelled set.
pub(super) fn eval(run: &Run, args: &Eval) -> Result<Ending> {
    let only = args.misses.as_deref().map(kind).transpose()?;
    let name = args.gold.display().to_string();
    let text = fs::read_to_string(&args.gold).with_context(|| format!("read `{name}`"))?;
    let (scores, faults) = score(run.names()?, &name, &text);
    let ending = run::faults(&faults);
    let mut out = run::stdout();
    match args.format {
        TextFormat::Table => output::scores::table(&scores, only, &mut out)?,
        TextFormat::Jsonl => output::scores::jsonl(&scores, only, &mut out)?,
    }
    out.flush()?;
    Ok(ending)
}

/// The scores of a labelled set, read with a pack, and what is wrong with its lines.
pub(super) fn score(names: &Names, name: &str, set: &str) -> (Scores, Vec<Fault>) {
    let (excerpts, faults) = eval::read(name, set);
    let coder = Coder::new(names);
    let read = |excerpt: eval::Excerpt| {
        let report = excerpt.report();
        let coding = code::report(&coder, &report);
        Sample { excerpt, report, coding }
    };
    let samples: Vec<Sample> = excerpts.into_iter().map(read).collect();
    let told: Vec<Told> = samples.iter().flat_map(Sample::told).collect();
    let incidents = group::incidents(names, &told, &[]);
    (eval::score(names, &samples, &incidents), faults)
}

fn kind(word: &str) -> Result<Kind> {
    let all = || Kind::ALL.iter().map(|it| it.word()).collect::<Vec<_>>().join(", ");
    Kind::from_word(word).ok_or_else(|| {
        advice(format!("eval: no kind of miss is called `{word}`"), format!("one of {}", all()))
    })
}
