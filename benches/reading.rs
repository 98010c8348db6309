//! How many articles a second one core reads: `cargo bench`.
//!
//! `items/s` is articles. Folding the same text alone is the yardstick: every look-up begins with it.

use divan::{Bencher, black_box, counter::ItemsCount};
use vigie::{
    code::{self, Coder},
    feed::{self, Document},
    model::Report,
    text,
    theatre::Names,
};

fn main() {
    divan::main();
}

/// An article of about 2 KB in each language.
const ARTICLES: [(&str, &str); 3] = [
    ("en", include_str!("articles/en.txt")),
    ("fr", include_str!("articles/fr.txt")),
    ("ar", include_str!("articles/ar.txt")),
];

fn report(language: &str) -> Report {
    let (_, text) = ARTICLES.iter().find(|it| it.0 == language).expect("one of the three");
    let published = vigie::model::Published::parse("2026-04-27");
    let document =
        Document { bytes: text.as_bytes(), published, source: "bench", ..Document::default() };
    let now = "2026-04-27T12:00:00Z".parse().expect("an instant");
    feed::document(&document, now).reports.into_iter().next().expect("one article")
}

/// Cleaned text to mentions and event mentions.
#[divan::bench(args = ["en", "fr", "ar"])]
fn code_report(bencher: Bencher<'_, '_>, language: &str) {
    let coder = Coder::new(Names::embedded("sahel"));
    let report = report(language);
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench(|| code::report(black_box(&coder), black_box(&report)));
}

/// Bytes to a report with cleaned text.
#[divan::bench(args = ["en", "fr", "ar"])]
fn document(bencher: Bencher<'_, '_>, language: &str) {
    bencher.counter(ItemsCount::new(1_usize)).bench(|| report(black_box(language)));
}

/// Folding alone: what every look-up begins with.
#[divan::bench(args = ["en", "fr", "ar"])]
fn fold(bencher: Bencher<'_, '_>, language: &str) {
    let report = report(language);
    bencher.counter(ItemsCount::new(1_usize)).bench(|| text::fold(black_box(&report.text.text)));
}

/// Names from their files, as every process does at its start.
#[divan::bench]
fn names() {
    let files = vigie::theatre::embedded_files("sahel").expect("it ships");
    black_box(Names::from_files(&files).is_ok());
}

/// The coder's tables, as every process that reads does at its start.
#[divan::bench]
fn coder(bencher: Bencher<'_, '_>) {
    let names = Names::embedded("sahel");
    bencher.bench(|| Coder::new(black_box(names)));
}
