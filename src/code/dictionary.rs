//! The pack's tables compiled into one set of phrases.

use std::collections::BTreeMap;

use crate::model::{Lang, Slug};
use crate::text::fold;
use crate::theatre::{Lexicon, Names, Spellings};

use super::arabic;
use super::meaning::{Act, Cue, Form, Meaning, Noun, PlaceWord};
use super::phrases::{Article, Looks, Phrases};

/// Builds the phrases of a pack: actors, places, people and the lexicon.
pub(super) fn compile(names: &Names) -> Phrases {
    let mut phrases = Phrases::new();
    parties(names, &mut phrases);
    geography(names, &mut phrases);
    people(names, &mut phrases);
    lexicon(names, &mut phrases);
    phrases.seal();
    phrases
}

fn parties(names: &Names, phrases: &mut Phrases) {
    for (index, actor) in numbered(&names.actors) {
        add_names(phrases, &actor.names, Meaning::Actor(index));
        add_words(phrases, &actor.generic, Meaning::Generic(index));
    }
    for (index, class) in numbered(&names.classes) {
        add_words(phrases, &class.words, Meaning::Class(index));
    }
}

fn people(names: &Names, phrases: &mut Phrases) {
    for (index, person) in numbered(&names.people) {
        add_name(phrases, None, &person.name, Meaning::Person(index));
        add_names(phrases, &person.names, Meaning::Person(index));
    }
    for (index, office) in numbered(&names.offices) {
        add_words(phrases, &office.words, Meaning::Office(index));
    }
}

fn geography(names: &Names, phrases: &mut Phrases) {
    for (index, country) in numbered(&names.countries) {
        add_names(phrases, &country.names, Meaning::Country(index));
        add_demonyms(phrases, &country.demonyms, Meaning::Demonym(index));
        add_names(phrases, &country.towns, Meaning::Abroad(index));
    }
    for (index, region) in numbered(&names.regions) {
        add_name(phrases, None, &region.name, Meaning::Region(index));
        add_names(phrases, &region.aliases, Meaning::Region(index));
    }
    for (index, area) in numbered(&names.areas) {
        add_names(phrases, &area.names, Meaning::Area(index));
    }
    for (index, town) in names.towns().all().iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        add_name(phrases, None, &town.name, Meaning::Town(index));
        for spelling in &town.spellings {
            add_name(phrases, None, spelling, Meaning::Town(index));
        }
    }
}

fn lexicon(names: &Names, phrases: &mut Phrases) {
    let lexicon = &*names.lexicon;
    for (id, words) in &lexicon.act {
        if let Some(act) = Act::named(id) {
            let (noun, verb) = (Meaning::Act(act, Form::Noun), Meaning::Act(act, Form::Verb));
            add_words(phrases, &words.noun, noun);
            add_words(phrases, &words.verb, verb);
            add_inflected(phrases, &words.noun.ar, arabic::noun, noun);
            add_inflected(phrases, &words.verb.ar, arabic::verb, verb);
        }
    }
    pairs(lexicon, phrases);
    let owners = owners(names);
    for (index, (id, words)) in small(lexicon.target.iter()) {
        // A military patrol or column can be anybody's, a military base is the army's.
        let fixed = matches!(id.as_str(), "base" | "post");
        let owned = |word: &str| owned(&owners, word, fixed);
        for (lang, list) in [(Lang::En, &words.en), (Lang::Fr, &words.fr), (Lang::Ar, &words.ar)] {
            for word in list {
                let mut add = |it| add(phrases, Some(lang), word, Looks::Any, Article::May, it);
                add(Meaning::Target(index));
                owned(word).into_iter().for_each(&mut add);
            }
        }
        add_inflected(phrases, &words.ar, arabic::noun, Meaning::Target(index));
    }
    for (index, words) in small(lexicon.weapon.values()) {
        add_words(phrases, &words.words, Meaning::Weapon(index));
    }
    add_lists(phrases, &lexicon.noun, |it| Noun::named(it).map(Meaning::Noun));
    for (id, words) in &lexicon.noun {
        if let Some(noun) = Noun::named(id) {
            add_inflected(phrases, &words.ar, arabic::noun, Meaning::Noun(noun));
        }
    }
    add_lists(phrases, &lexicon.cue, |it| Cue::named(it).map(Meaning::Cue));
    add_lists(phrases, &lexicon.place, |it| PlaceWord::named(it).map(Meaning::Place));
}

/// The words by which parties of state are named, as a target's phrase can hold them: "army" in
/// "army vehicle", الجيش in موقع للجيش.
fn owners(names: &Names) -> BTreeMap<String, Vec<Meaning>> {
    let mut owners: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
    for (index, actor) in numbered(&names.actors).filter(|it| it.1.class == *"state") {
        let generic = actor.generic.all().map(|it| (it.1, Meaning::Generic(index)));
        let named = actor.names.all().map(|it| (it.1, Meaning::Actor(index)));
        for (word, meaning) in generic.chain(named).map(|it| (fold(it.0), it.1)) {
            let word = word.strip_prefix("ال").unwrap_or(&word);
            let known = owners.entry(word.to_owned()).or_default();
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        }
    }
    owners
}

/// The parties whose word is the last or the first one of a target's phrase.
fn owned(owners: &BTreeMap<String, Vec<Meaning>>, phrase: &str, military: bool) -> Vec<Meaning> {
    let phrase = fold(phrase);
    let words: Vec<&str> = phrase.split(' ').collect();
    let ends = [words.first(), words.last()].into_iter().flatten().filter(|_| words.len() > 1);
    let bare =
        |it: &&str| ["لل", "ال"].iter().find_map(|p| it.strip_prefix(p)).unwrap_or(it).to_owned();
    let adjective = |it: &String| it.starts_with("milita") || it.starts_with("عسكري");
    let mut found = ends.map(bare).filter(|it| military || !adjective(it));
    found.find_map(|it| owners.get(&it)).cloned().unwrap_or_default()
}

/// Pairs of a verb and its object: each side is a phrase of its own, Arabic ones with their endings.
fn pairs(lexicon: &Lexicon, phrases: &mut Phrases) {
    let mut number = 0;
    for (id, words) in &lexicon.act {
        let Some(act) = Act::named(id) else { continue };
        for (lang, pair) in words.pair.all() {
            let Some((verbs, objects)) = pair.split_once('+') else { continue };
            let mut side = |list: &str, forms: fn(&str) -> Vec<String>, meaning| {
                for word in list.split('|').map(str::trim) {
                    add(phrases, lang, word, Looks::Any, Article::May, meaning);
                    if lang == Some(Lang::Ar) {
                        add_inflected(phrases, &[word.to_owned()], forms, meaning);
                    }
                }
            };
            side(verbs, arabic::verb, Meaning::Opens(number, act));
            side(objects, arabic::noun, Meaning::Closes(number));
            number += 1;
        }
    }
}

fn numbered<T>(list: &[T]) -> impl Iterator<Item = (u16, &T)> {
    list.iter().enumerate().map(|(index, it)| (u16::try_from(index).unwrap_or(u16::MAX), it))
}

fn small<T>(list: impl Iterator<Item = T>) -> impl Iterator<Item = (u8, T)> {
    list.enumerate().map(|(index, it)| (u8::try_from(index).unwrap_or(u8::MAX), it))
}

fn add_lists(
    phrases: &mut Phrases,
    lists: &BTreeMap<Slug, Spellings>,
    meaning: impl Fn(&str) -> Option<Meaning>,
) {
    for (id, words) in lists {
        if let Some(meaning) = meaning(id) {
            add_words(phrases, words, meaning);
        }
    }
}

fn add_words(phrases: &mut Phrases, spellings: &Spellings, meaning: Meaning) {
    for (lang, word) in spellings.all() {
        let looks = if lang.is_none() { looks_of(word) } else { Looks::Any };
        add(phrases, lang, word, looks, Article::May, meaning);
    }
}

/// The forms of Arabic words that follow from the one that the pack lists.
fn add_inflected(
    phrases: &mut Phrases,
    words: &[String],
    forms: impl Fn(&str) -> Vec<String>,
    meaning: Meaning,
) {
    for form in words.iter().flat_map(|it| forms(&fold(it))) {
        if !words.contains(&form) {
            add(phrases, Some(Lang::Ar), &form, Looks::Any, Article::May, meaning);
        }
    }
}

/// Inhabitants and adjectives: in Arabic they stand under the article like any adjective.
fn add_demonyms(phrases: &mut Phrases, spellings: &Spellings, meaning: Meaning) {
    for (lang, word) in spellings.all() {
        let looks = if lang == Some(Lang::Fr) { Looks::Any } else { looks_of(word) };
        add(phrases, lang, word, looks, Article::Never, meaning);
    }
}

fn add_names(phrases: &mut Phrases, spellings: &Spellings, meaning: Meaning) {
    for (lang, word) in spellings.all() {
        add_name(phrases, lang, word, meaning);
    }
}

/// A name matches in every language (an English text may write a French name), but a name of one
/// language that begins in lower case is a description and stays in its own.
fn add_name(phrases: &mut Phrases, lang: Option<Lang>, name: &str, meaning: Meaning) {
    let looks = looks_of(name);
    let described = looks == Looks::Any && name.is_ascii() || lang == Some(Lang::Ar);
    let lang = if described { lang } else { lang.filter(|_| looks == Looks::Any) };
    add(phrases, lang, name, looks, Article::Never, meaning);
}

/// Short abbreviations need all their capitals, names one at the head.
fn looks_of(name: &str) -> Looks {
    let letters = name.chars().filter(|it| it.is_alphabetic()).count();
    let capitals = name.chars().filter(|it| it.is_uppercase()).count();
    if letters == capitals && capitals > 0 && letters <= 3 {
        Looks::Upper
    } else if name.chars().next().is_some_and(char::is_uppercase) {
        Looks::Capital
    } else {
        Looks::Any
    }
}

fn add(
    phrases: &mut Phrases,
    lang: Option<Lang>,
    phrase: &str,
    looks: Looks,
    article: Article,
    meaning: Meaning,
) {
    let folded = fold(phrase);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric() && c != '*')
        .filter(|it| !it.is_empty())
        .collect();
    let parts: Vec<&str> = words.iter().flat_map(|it| split_digits(it)).collect();
    if !parts.is_empty() {
        phrases.add(&parts, lang, looks, article, meaning);
        if let Some(bare) = without_article(&parts) {
            phrases.add(&bare, lang, looks, Article::Must, meaning);
        }
    }
}

/// A phrase that begins with an Arabic article, without it: what is left under a particle.
fn without_article<'a>(words: &[&'a str]) -> Option<Vec<&'a str>> {
    let (first, rest) = words.split_first()?;
    let bare = first.strip_prefix("ال").filter(|it| it.chars().nth(1).is_some())?;
    Some(std::iter::once(bare).chain(rest.iter().copied()).collect())
}

/// Cuts a word where digits and letters meet, as the tokens are cut.
fn split_digits(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in word.char_indices() {
        let digit = c.is_ascii_digit();
        if last.is_some_and(|it| it != digit) {
            parts.extend(word.get(start..at));
            start = at;
        }
        last = Some(digit);
    }
    parts.extend(word.get(start..));
    parts
}
