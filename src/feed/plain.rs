//! Plain text documents: where their title, date and address stand among the lines.
//!
//! - The title is the first line, when it ends like a title and what follows is a paragraph.
//! - The date stands on a line of its own ("Published: …", a byline, a bare date) among the first
//!   or last lines, or is glued to one of them.
//! - The address stands on one of the first or last lines with hardly a word beside it.
//! - "Key: value" lines at the head say what their keys say.

use jiff::{
    Timestamp,
    civil::{Date, Weekday},
};

use crate::{
    model::{Fault, Published},
    text,
};

use super::{
    address::resolve,
    published::{self, Reading},
};

/// What the lines of a document say beside its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lines {
    /// The title, empty when there is none.
    pub title: String,
    /// The date.
    pub date: Option<Reading>,
    /// The address.
    pub url: Option<String>,
    /// The rest, line by line.
    pub body: String,
}

/// How many lines from either end are looked at for date and address.
const FIRST: usize = 6;
const LAST: usize = 6;

/// Takes a plain text apart.
pub(super) fn take_apart(plain: &str) -> Lines {
    let clean = text::sanitize_lines(plain);
    let mut lines: Vec<String> = clean.lines().map(text::one_line).collect();
    let mut found = Lines::default();
    take_keys(&mut lines, &mut found);
    for at in ends(&lines) {
        let Some(line) = lines.get_mut(at) else { continue };
        if found.url.is_none() {
            found.url = take_address(line);
        }
        let date = take_date(line);
        let sure = |it: Option<Reading>| it.and_then(Reading::sure).is_some();
        if found.date.is_none() || sure(date) && !sure(found.date) {
            found.date = date.or(found.date);
        }
        if at < FIRST && text::boilerplate::is_byline(line) {
            line.clear();
        }
    }
    drop_tail(&mut lines);
    if found.title.is_empty() {
        drop_menu(&mut lines);
        found.title = take_title(&mut lines);
    }
    found.body = lines.join("\n");
    found
}

/// The indices of the first and last lines that say something.
fn ends(lines: &[String]) -> Vec<usize> {
    let told: Vec<usize> = (0..lines.len())
        .filter(|at| lines.get(*at).is_some_and(|it| !text::boilerplate::is_button(it)))
        .collect();
    let last = told.iter().rev().take(LAST).rev();
    let mut ends: Vec<usize> = told.iter().take(FIRST).chain(last).copied().collect();
    ends.dedup();
    ends
}

/// Keys of a document's head, folded.
#[rustfmt::skip]
const KEYS: &[(&str, Key)] = &[
    ("title", Key::Title), ("titre", Key::Title), ("headline", Key::Title), ("العنوان", Key::Title),
    ("date", Key::Date), ("published", Key::Date), ("publie", Key::Date), ("التاريخ", Key::Date),
    ("publication date", Key::Date), ("date de publication", Key::Date), ("تاريخ النشر", Key::Date),
    ("url", Key::Url), ("link", Key::Url), ("lien", Key::Url), ("الرابط", Key::Url),
    ("source", Key::Url), ("author", Key::Other), ("auteur", Key::Other), ("by", Key::Other),
    ("par", Key::Other), ("byline", Key::Other), ("category", Key::Other), ("section", Key::Other),
    ("categorie", Key::Other), ("language", Key::Other), ("langue", Key::Other),
    ("publisher", Key::Other), ("lang", Key::Other), ("tags", Key::Other), ("المصدر", Key::Other),
];

#[derive(Clone, Copy, PartialEq)]
enum Key {
    Title,
    Date,
    Url,
    Other,
}

fn key_of(line: &str) -> Option<(Key, &str)> {
    let (key, value) = line.split_once(':').filter(|it| it.0.len() < 40)?;
    let key = text::fold(key.trim().trim_matches('*'));
    let value = value.trim().trim_matches(['"', '*']).trim();
    KEYS.iter().find(|it| it.0 == key).map(|it| (it.1, value))
}

/// Takes the "Key: value" lines at the head: two in a row, or a title by name.
fn take_keys(lines: &mut [String], found: &mut Lines) {
    let told = |it: &&mut String| it.chars().any(char::is_alphanumeric);
    let heads: Vec<_> = lines
        .iter_mut()
        .filter(told)
        .map_while(|line| key_of(&line.clone()).map(|it| (it.0, it.1.to_owned(), line)))
        .collect();
    let named = heads.first().is_some_and(|it| it.0 == Key::Title);
    if heads.len() < 2 && !named {
        return;
    }
    for (key, value, line) in heads {
        match key {
            Key::Title if found.title.is_empty() => found.title = value,
            Key::Date if found.date.is_none() => found.date = published::read(&value),
            Key::Url if found.url.is_none() => found.url = resolve(None, &value),
            _ => {}
        }
        line.clear();
    }
}

/// Takes the address out of a line that holds one and hardly a word beside it.
fn take_address(line: &mut String) -> Option<String> {
    const BESIDE: usize = 40;
    let start = line.find("https://").or_else(|| line.find("http://"))?;
    let rest = line.get(start..)?;
    let end =
        rest.find(|c: char| c.is_whitespace() || "<>\"'«»|)]".contains(c)).unwrap_or(rest.len());
    let address = rest.get(..end)?.trim_end_matches(['.', ',', ';']);
    let others = rest.get(end..).unwrap_or("").contains("://");
    let beside = line.chars().count() - address.chars().count();
    if others || beside > BESIDE || line.contains("](") {
        return None;
    }
    let url = resolve(None, address)?;
    line.clear();
    Some(url)
}

/// What stands before a publication date, folded.
#[rustfmt::skip]
const CUES: &[&str] = &[
    "published on", "published at", "published", "publication date", "date published", "posted on",
    "posted at", "posted", "first published", "date of publication", "updated on", "updated",
    "last updated", "last modified", "publie le", "publie", "mis en ligne le", "mise en ligne",
    "paru le", "date de publication", "poste le", "ecrit le", "mis a jour le", "modifie le",
    "derniere mise a jour", "نشر في", "نشر بتاريخ", "نشرت في", "تاريخ النشر", "نشر", "اخر تحديث",
    "تم النشر في", "تم النشر", "حدث في", "تحديث",
];

/// Takes the date of publication out of a line: all of it, or what is glued to its head or end.
pub(super) fn take_date(line: &mut String) -> Option<Reading> {
    const LONGEST: usize = 120;
    let short = line.chars().count() <= LONGEST;
    if short && let Some(reading) = date_line(line) {
        line.clear();
        return Some(reading);
    }
    if let Some((reading, rest)) = glued_head(line) {
        *line = rest;
        return Some(reading);
    }
    let (reading, rest) = glued_end(line)?;
    *line = rest;
    Some(reading)
}

/// The date of a line that says nothing else: a cue, a byline or a bare date.
fn date_line(line: &str) -> Option<Reading> {
    let folded = text::fold(line);
    let words = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let cue = CUES.iter().filter(|it| starts_with_word(words, it)).max_by_key(|it| it.len());
    let byline = ["by ", "par ", "بقلم ", "من "].iter().any(|it| words.starts_with(it));
    let parted = line.contains(" | ") || line.contains(" · ") || line.contains(" • ");
    if text::boilerplate::ends_sentence(line) && !line.ends_with('.') {
        return None;
    }
    let reading = published::read(line)?;
    let told = published::words_beside(line);
    let allowed = match cue {
        Some(cue) => told <= cue.split(' ').count() + 4,
        None if byline || parted => told <= 8,
        None => told == 0,
    };
    allowed.then_some(reading)
}

fn starts_with_word(words: &str, cue: &str) -> bool {
    words.strip_prefix(cue).is_some_and(|it| !it.starts_with(char::is_alphabetic))
}

/// "Published On 4/7/2026Two months after …".
fn glued_head(line: &str) -> Option<(Reading, String)> {
    const HEAD: usize = 60;
    let folded = text::fold(&line.chars().take(HEAD).collect::<String>());
    if !CUES.iter().any(|it| starts_with_word(&folded, it)) {
        return None;
    }
    let letters: Vec<(usize, char)> = line.char_indices().take(HEAD).collect();
    letters.windows(2).find_map(|pair| {
        let &[(_, before), (at, after)] = pair else { return None };
        let seam = before.is_ascii_digit() && after.is_uppercase() && after != 'T';
        let seam = seam || before.is_ascii_digit() && after == 'T' && !line.contains('Z');
        let (head, rest) = line.split_at_checked(at).filter(|_| seam)?;
        let reading = date_line(head)?;
        Some((reading, rest.to_owned()))
    })
}

/// "… its own mandates.Published: April 26, 2026".
fn glued_end(line: &str) -> Option<(Reading, String)> {
    const END: usize = 90;
    #[rustfmt::skip]
    const GLUED: [&str; 10] = [
        "Published", "Publié", "Posted", "Updated", "Last updated", "Mis en ligne", "Paru le",
        "نُشر", "نشر في", "تاريخ النشر",
    ];
    let start = GLUED.iter().filter_map(|it| line.rfind(it)).max()?;
    let (rest, end) = line.split_at_checked(start)?;
    if rest.is_empty() || end.chars().count() > END || !text::boilerplate::ends_sentence(rest) {
        return None;
    }
    Some((date_line(end)?, rest.trim_end().to_owned()))
}

fn is_told(line: &str) -> bool {
    !line.is_empty() && !text::boilerplate::is_button(line) && !text::boilerplate::is_pointer(line)
}

/// One or two words without a stop: a section's name, a tag.
fn is_label(line: &str) -> bool {
    line.chars().count() <= 25
        && line.split_whitespace().nth(2).is_none()
        && !text::boilerplate::ends_sentence(line)
}

/// The names of sections above a title go: one or two words each, the title after them longer.
fn drop_menu(lines: &mut [String]) {
    let told: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|it| is_told(it))).collect();
    let labels =
        told.iter().take_while(|at| lines.get(**at).is_some_and(|it| is_label(it))).count();
    let title = told.get(labels).and_then(|it| lines.get(*it));
    if labels == 0 || title.is_none_or(|it| text::boilerplate::ends_sentence(it)) {
        return;
    }
    for at in told.into_iter().take(labels) {
        if let Some(line) = lines.get_mut(at) {
            line.clear();
        }
    }
}

/// The tags and names below the last paragraph go.
fn drop_tail(lines: &mut [String]) {
    if !lines.iter().any(|it| text::boilerplate::ends_sentence(it)) {
        return;
    }
    for line in lines.iter_mut().rev() {
        if is_told(line) && !is_label(line) {
            break;
        }
        line.clear();
    }
}

/// Takes the first line that says something, if it is a title: it ends without a stop, and what
/// follows is set off by a blank line or much longer.
fn take_title(lines: &mut [String]) -> String {
    const LONGEST: usize = 220;
    let Some(at) = lines.iter().position(|it| is_told(it)) else { return String::new() };
    let Some(first) = lines.get(at) else { return String::new() };
    let set_off = lines.get(at + 1).is_some_and(String::is_empty);
    let Some(next) = lines.iter().skip(at + 1).find(|it| is_told(it)) else {
        return String::new();
    };
    let length = first.chars().count();
    let item = first.starts_with(['-', '*', '•']);
    let stops = first.ends_with(['.', ',', ';', ':', '…', '،', '؛']) && !first.ends_with("...");
    let lower = next.chars().next().is_some_and(char::is_lowercase) && !next.starts_with("al-");
    let longer = next.chars().count() * 2 >= length * 3;
    let caption = text::boilerplate::is_caption(first) || text::boilerplate::is_pointer(first);
    if length > LONGEST || item || stops || lower || caption || !(set_off || longer) {
        return String::new();
    }
    let title = first.trim_start_matches(['#', ' ']).to_owned();
    if let Some(line) = lines.get_mut(at) {
        line.clear();
    }
    title
}

/// The date that a reading means, by what the rest of the text says; a fault where it does not.
pub(super) fn settle(reading: Reading, body: &str, now: Timestamp) -> Result<Published, Fault> {
    let (day_first, month_first) = match reading {
        Reading::Sure(published) => return Ok(published),
        Reading::Either { day_first, month_first } => (day_first, month_first),
    };
    let pick = |fits: &dyn Fn(Date) -> bool| match (fits(day_first), fits(month_first)) {
        (true, false) => Some(day_first),
        (false, true) => Some(month_first),
        _ => None,
    };
    let weekdays = days_told(body);
    let told = published::all_in(body);
    published::not_in_future(day_first, month_first, now)
        .or_else(|| pick(&|day| !weekdays.is_empty() && weekdays.iter().all(|it| it.fits(day))))
        .or_else(|| pick(&|day| told.iter().all(|it| it.is_behind(day))))
        .map(Published::Day)
        .ok_or_else(|| published::open_order(day_first, month_first))
}

/// A weekday that the text gives to today, yesterday or tomorrow.
struct Told {
    offset: i64,
    weekday: Weekday,
}

impl Told {
    fn fits(&self, day: Date) -> bool {
        let there = day.checked_add(jiff::Span::new().days(self.offset));
        there.is_ok_and(|it| it.weekday() == self.weekday)
    }
}

/// "today, Saturday", "hier vendredi", «اليوم السبت», "ce samedi 4": weekdays tied to a day.
fn days_told(body: &str) -> Vec<Told> {
    const DAYS: [(&str, i64); 8] = [
        ("today", 0),
        ("aujourd'hui", 0),
        ("hui", 0),
        ("اليوم", 0),
        ("yesterday", -1),
        ("hier", -1),
        ("امس", -1),
        ("tomorrow", 1),
    ];
    let folded = text::fold(body);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let day = |it: &str| DAYS.iter().find(|day| day.0 == it).map(|it| it.1);
    let told = words.windows(2).filter_map(|pair| {
        let &[first, second] = pair else { return None };
        let (offset, name) = match (day(first), day(second)) {
            (Some(offset), _) => (offset, second),
            (None, Some(offset)) => (offset, first),
            (None, None) => return None,
        };
        published::weekday(name).map(|weekday| Told { offset, weekday })
    });
    told.collect()
}
