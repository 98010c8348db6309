//! Writes invented reports in bulk, to measure with: `cargo run --release --example reports -- DIR
//! [COUNT]`, then `vigie ingest DIR` and `vigie recode`.
//!
//! One JSON object a line, 5,000 to a file, about 2 KB of text each, in English, French and Arabic,
//! over two years of days. Places and parties are those of the bundled pack, and four reports tell
//! of the same events, so that grouping has real work; one report in ten is a wire copy of an
//! earlier one under another publisher. The same count always gives the same files.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
};

use anyhow::{Context, Result};
use jiff::{ToSpan, civil::Date};
use serde_json::json;
use vigie::{
    model::Lang,
    theatre::{Names, Town, TownKind},
};

mod sentences;

use sentences::{BACKGROUND, EVENTS, Lines, TITLES};

/// Reports to a file: a document may have 16 MB.
const IN_A_FILE: usize = 5000;
/// Days over which the reports are spread.
const DAYS: usize = 730;
/// Reports that tell of the same events.
const TELLERS: usize = 4;
/// Publishers, of which a third writes each language.
const PUBLISHERS: usize = 42;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("give a folder to write to")?);
    let count = arguments.next().map_or(Ok(100_000), |it| it.parse()).context("read the count")?;
    std::fs::create_dir_all(&folder)?;
    let names = Names::embedded("sahel");
    let mut writer = Reports::new(names, count / TELLERS);
    for first in (0..count).step_by(IN_A_FILE) {
        let file = File::create(folder.join(format!("reports-{first:07}.jsonl")))?;
        let mut file = BufWriter::new(file);
        for number in first..count.min(first + IN_A_FILE) {
            serde_json::to_writer(&mut file, &writer.report(number))?;
            file.write_all(b"\n")?;
        }
        file.flush()?;
    }
    Ok(())
}

/// What several reports tell of: a place, a day and two sides.
#[derive(Clone, Copy)]
struct Story {
    town: usize,
    day: usize,
    attacker: usize,
    force: usize,
}

/// What reports are made of, and the dice.
struct Reports {
    towns: Vec<&'static Town>,
    attackers: Vec<[String; 3]>,
    forces: Vec<[String; 3]>,
    stories: Vec<Story>,
    dice: Dice,
    /// Title and paragraphs of the last reports of each language.
    told: [Vec<(String, String)>; 3],
}

impl Reports {
    fn new(names: &'static Names, stories: usize) -> Self {
        let news = |it: &&Town| it.kind == TownKind::Town && it.free && it.weight >= 3;
        let of = |classes: &[&str]| -> Vec<[String; 3]> {
            let actors = names.actors.iter().filter(|it| classes.contains(&&*it.class));
            let named = actors.map(|it| {
                let spellings = [&it.names.en, &it.names.fr, &it.names.ar];
                spellings.map(|list| list.first().unwrap_or(&it.name).clone())
            });
            named.collect()
        };
        let towns: Vec<_> = names.towns().all().iter().filter(news).collect();
        let (attackers, forces) = (of(&["jihadist", "separatist"]), of(&["state", "militia"]));
        let mut dice = Dice(0x5eed_cafe_f00d_u64);
        let story = |_| Story {
            town: dice.below(towns.len()),
            day: dice.below(DAYS),
            attacker: dice.below(attackers.len()),
            force: dice.below(forces.len()),
        };
        let stories = (0..stories.max(1)).map(story).collect();
        Self { towns, attackers, forces, stories, dice, told: Default::default() }
    }

    fn report(&mut self, number: usize) -> serde_json::Value {
        let language = [0, 0, 1, 1, 2][self.dice.below(5)];
        let publisher = language + 3 * self.dice.below(PUBLISHERS / 3);
        let story = *self.dice.one_of(&self.stories);
        let day = Date::constant(2024, 5, 1)
            .checked_add(i64::try_from(story.day + self.dice.below(3)).unwrap_or(0).days())
            .unwrap_or(Date::MAX);
        let (title, text) = match self.earlier(language) {
            Some(copy) => copy,
            None => self.fresh(story, language),
        };
        json!({
            "id": number,
            "title": title,
            "text": text,
            "published": format!("{day}T{:02}:{:02}:00Z", self.dice.below(24), self.dice.below(60)),
            "url": format!("https://outlet-{publisher}.example/{day}/{number}"),
            "lang": Lang::ALL[language].code(),
        })
    }

    /// One of the last reports of a language, now and then.
    fn earlier(&mut self, language: usize) -> Option<(String, String)> {
        let chosen = self.dice.below(10) == 0;
        let at = self.dice.below(self.told[language].len().max(1));
        self.told[language].get(at).filter(|_| chosen).cloned()
    }

    fn fresh(&mut self, story: Story, language: usize) -> (String, String) {
        let title = self.fill(TITLES, story, language);
        let mut paragraphs = Vec::new();
        for _ in 0..4 + self.dice.below(3) {
            let sentences =
                [EVENTS, BACKGROUND, BACKGROUND].map(|it| self.fill(it, story, language));
            paragraphs.push(sentences.join(" "));
        }
        let fresh = (title, paragraphs.join("\n\n"));
        let last = &mut self.told[language];
        if last.len() < 50 {
            last.push(fresh.clone());
        } else {
            last[self.dice.below(50)] = fresh.clone();
        }
        fresh
    }

    /// A sentence of a language with its gaps filled.
    fn fill(&mut self, lines: Lines, story: Story, language: usize) -> String {
        let line = self.dice.one_of(lines[language]);
        let mut out = String::new();
        for (at, part) in line.split(['{', '}']).enumerate() {
            let filled = match part {
                _ if at % 2 == 0 => part.to_owned(),
                "town" => self.town(story, language),
                "attacker" => self.attackers[story.attacker][language].clone(),
                "force" => self.forces[story.force][language].clone(),
                "day" => (*self.dice.one_of(sentences::WEEKDAYS[language])).to_owned(),
                _ => (2 + self.dice.below(38)).to_string(),
            };
            out.push_str(&filled);
        }
        out
    }

    /// The story's town, now and then another.
    fn town(&mut self, story: Story, language: usize) -> String {
        let arabic = |it: &&String| it.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        let elsewhere = self.dice.below(6) == 0;
        let town = if elsewhere { self.dice.one_of(&self.towns) } else { &self.towns[story.town] };
        let spelled = town.spellings.iter().find(arabic).filter(|_| language == 2);
        spelled.unwrap_or(&town.name).clone()
    }
}

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % end.max(1) as u64).unwrap_or(0)
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}
