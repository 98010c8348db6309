//! The tree of commands and options: parsed here, never acted on.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint, builder::styling::AnsiColor};
use clap_complete::Shell;

use crate::config::Color;

/// The lookout for your terminal: follow a conflict from reports to incidents
///
/// Without a command it opens the desk: a live timeline, actors and towns. Without a terminal it
/// prints the same as tables.
#[derive(Debug, Parser)]
#[command(name = "vigie", version, styles = STYLES, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the desk.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const STYLES: clap::builder::Styles = clap::builder::Styles::styled()
    .header(AnsiColor::Yellow.on_default().bold())
    .usage(AnsiColor::Yellow.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Options that every command takes.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Read this configuration instead of the usual files
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Folder of the store
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub store: Option<PathBuf>,
    /// Theatre pack: a name that ships with the program, or a folder
    #[arg(long, global = true, value_name = "NAME|DIR", value_hint = ValueHint::DirPath)]
    pub theatre: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    pub color: Option<Color>,
    /// Say less on standard error
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more on standard error; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the desk on a small archive that ships with the program; no network
    Demo,
    /// Poll the sources for ever, without a screen
    Watch,
    /// Poll the sources once
    Fetch(Fetch),
    /// Read documents from disk or standard input into the store
    Ingest(Ingest),
    /// List incidents
    Incidents(List),
    /// List reports
    Reports(List),
    /// List statements: communiqués, threats, decrees, diplomacy
    Statements(List),
    /// List actors with their counts
    Actors(List),
    /// List towns with their counts
    Towns(List),
    /// List sources and their health; propose or try one
    Sources(Sources),
    /// Move lists of feeds in and out
    #[command(subcommand)]
    Opml(Opml),
    /// Show one incident or report, whole
    Show(Show),
    /// Read one text without a store and say what was found and why
    Code(Code),
    /// Score the reading against a labelled set
    Eval(Eval),
    /// Write a situation report in Markdown
    Sitrep(Sitrep),
    /// Write what happened in the last twelve hours, for the start of a shift
    Brief(Sitrep),
    /// Write what is open at the end of a shift: what is claimed, disputed and not known
    Handover(Sitrep),
    /// Settle something by hand
    // Known by its name, and out of the help until it does what it says.
    #[command(hide = true)]
    Decide(Decide),
    /// Lay our incidents beside a coded data set
    #[command(hide = true)]
    Compare(Compare),
    /// Code and group the whole store again with the present coder and pack
    Recode,
    /// Check a theatre pack, or show what is in it
    #[command(subcommand)]
    Theatre(Theatre),
    /// Print the settings in force
    Config {
        /// Print the defaults instead, with every key explained
        #[arg(long)]
        default: bool,
    },
    /// Look over store, poller, sources and terminal, and say what to do about each finding
    Doctor,
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL", value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// `fetch`.
#[derive(Debug, Args)]
pub struct Fetch {
    /// Ids of sources, or addresses; all sources when none is given
    #[arg(value_name = "SOURCE|URL")]
    pub sources: Vec<String>,
    /// Also what is not due
    #[arg(long)]
    pub all: bool,
    /// Page back into the archive as far as this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<jiff::civil::Date>,
}

/// `ingest`.
#[derive(Debug, Args)]
pub struct Ingest {
    /// Files and folders; `-` reads one document from standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// The source that the documents came from
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// When they were published, where they do not say
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<crate::model::Published>,
    /// The address they came from, where they do not say
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// What `--help` says of the filter language, below the options.
pub const FILTERS: &str = "\
Filter: terms stand together; OR and brackets; `-` or NOT turns one round; a
comma in a value means any of them.
  actor: attacker: target:         jnim, or any name; target: also base, market
  town: near: region: country:     town:nioro du sahel needs no quotes
  kind:                            a code (bomb.ied), its prefix (bomb), a family
  realis: verification: severity:  realis:claimed verification:disputed
  deaths wounded                   deaths>5 deaths:3..9
  on: since: until:                2026-04, 2026-04-20..2026-04-25, 7d, today
  undated: late:                   yes or no
  source: publisher: lang: person: of the reports that tell it
  words and \"phrases\"              search the text, accents folded
The shell keeps `>` and brackets for itself: '(source:rfi OR deaths>5)'.";

/// The commands that list.
#[derive(Debug, Args)]
#[command(after_long_help = FILTERS)]
pub struct List {
    /// What to look at
    #[command(flatten)]
    pub filter: Filter,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// At most so many rows; all when standard output is no terminal
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// What was known at that time
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub as_of: Option<jiff::Timestamp>,
    /// Write to this file; CSV then keeps its undated rows beside it in `*.left_out.csv`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// The deaths column of CSV: our best number, or by ACLED's conventions
    #[arg(long, value_enum, default_value_t)]
    pub fatalities: Fatalities,
}

/// Filter words, joined by blanks.
#[derive(Debug, Default, Args)]
pub struct Filter {
    /// Filter, as in `actor:jnim town:nioro du sahel deaths>5 since:7d -realis:alleged`
    #[arg(value_name = "FILTER")]
    pub words: Vec<String>,
}

impl Filter {
    /// The filter as one line.
    pub fn line(&self) -> String {
        self.words.join(" ")
    }
}

/// The commands that take filter words.
const FILTERED: [&str; 9] = [
    "incidents",
    "reports",
    "statements",
    "actors",
    "towns",
    "sources",
    "sitrep",
    "brief",
    "handover",
];

/// Makes `-word` a negated filter word (`NOT word`) for the commands that take filters: clap would
/// read it as a bundle of short options, or, told not to, would read every option after it as a
/// filter word.
pub fn negated_words(args: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let args: Vec<OsString> = args.into_iter().collect();
    if !args.iter().any(|arg| FILTERED.iter().any(|it| arg == it)) {
        return args;
    }
    let negated = |arg: &OsString| {
        let word = arg.to_str()?.strip_prefix('-')?;
        let option = word.starts_with('-') || word.chars().all(|it| "hqvV".contains(it));
        (!option).then(|| OsString::from(format!("NOT {word}")))
    };
    args.iter().map(|arg| negated(arg).unwrap_or_else(|| arg.clone())).collect()
}

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for people.
    #[default]
    Table,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated; incidents in ACLED's columns.
    Csv,
    /// A GeoJSON feature collection.
    Geojson,
    /// Markdown.
    Md,
}

/// Which number of dead CSV gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Fatalities {
    /// The newest total of the most reliable claimant.
    #[default]
    Best,
    /// The lowest report, by ACLED's conventions ("several" 3, "dozens" 12, no word 0).
    Acled,
}

/// `sources`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Sources {
    /// Propose or try
    #[command(subcommand)]
    pub command: Option<SourcesCommand>,
    /// List
    #[command(flatten)]
    pub list: List,
}

/// What can be done with sources besides listing them.
#[derive(Debug, Subcommand)]
pub enum SourcesCommand {
    /// Look at an address and propose an entry for the configuration
    Add {
        /// The address
        url: String,
    },
    /// Try sources and say what came
    Check {
        /// Id; all when none is given
        id: Option<String>,
    },
}

/// `opml`.
#[derive(Debug, Subcommand)]
pub enum Opml {
    /// Turn an OPML file into entries for the configuration
    Import {
        /// The file; `-` is standard input
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Write the sources as OPML
    Export {
        /// The file; `-` is standard output
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

/// `show`.
#[derive(Debug, Args)]
pub struct Show {
    /// Id of an incident or report, old ones too
    pub id: String,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// Table or JSON lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For people.
    #[default]
    Table,
    /// One JSON object a line.
    Jsonl,
}

/// `code`.
#[derive(Debug, Args)]
pub struct Code {
    /// The document; standard input when none or `-` is given
    #[arg(value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// When it was published, where it does not say
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub published: Option<crate::model::Published>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
    /// Read one JSON object a line (id, title, text, published, url, lang) and write one a line
    #[arg(long)]
    pub jsonl: bool,
}

/// `eval`.
#[derive(Debug, Args)]
pub struct Eval {
    /// The labelled set, one JSON object a line
    #[arg(value_name = "GOLD.jsonl", value_hint = ValueHint::FilePath)]
    pub gold: PathBuf,
    /// Print only the misses of this kind (family, code, town, admin1, date, realis, toll, …)
    #[arg(long, value_name = "KIND")]
    pub misses: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    pub format: TextFormat,
}

/// `sitrep`, `brief` and `handover`.
#[derive(Debug, Args)]
#[command(after_long_help = FILTERS)]
pub struct Sitrep {
    /// What to look at
    #[command(flatten)]
    pub filter: Filter,
    /// From when on: a day, or a span such as `7d` or `12h`
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Language of the report
    #[arg(long, value_name = "LANG", value_enum, default_value_t)]
    pub lang: SitrepLang,
    /// Write to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// The languages that situation reports are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SitrepLang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

/// `decide`.
#[derive(Debug, Args)]
pub struct Decide {
    /// What is decided
    #[arg(value_name = "DECISION")]
    pub words: Vec<String>,
}

/// `compare`.
#[derive(Debug, Args)]
pub struct Compare {
    /// The coded data set
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
}

/// `theatre`.
#[derive(Debug, Subcommand)]
pub enum Theatre {
    /// Check a pack: every fault with file and line, then its cases
    Check {
        /// Folder of the pack; the one in force when none is given
        #[arg(value_hint = ValueHint::DirPath)]
        dir: Option<PathBuf>,
    },
    /// Show what is in a pack
    Show {
        /// Folder of the pack; the one in force when none is given
        #[arg(value_hint = ValueHint::DirPath)]
        dir: Option<PathBuf>,
    },
}

fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| format!("`{text}` is no day: expected YYYY-MM-DD"))
}

fn published(text: &str) -> Result<crate::model::Published, String> {
    crate::model::Published::parse(text)
        .ok_or_else(|| format!("`{text}` is no date: expected YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ"))
}

fn instant(text: &str) -> Result<jiff::Timestamp, String> {
    published(text).map(|it| match it {
        // A bare day means its end: everything that was known before the next began.
        crate::model::Published::Day(day) => day
            .tomorrow()
            .ok()
            .map(|next| crate::model::Published::Day(next).instant())
            .and_then(|next| next.checked_sub(jiff::SignedDuration::from_micros(1)).ok())
            .unwrap_or(it.instant()),
        crate::model::Published::At(at) => at,
    })
}
