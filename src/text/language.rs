//! The language of a text: by its script, then by the small words that every sentence needs.

use std::sync::LazyLock;

use crate::model::Lang;

use super::{fold::fold, quick::QuickMap};

/// How many characters are looked at: enough for a few sentences, few enough to cost nothing.
const LOOKED_AT: usize = 600;

/// Function words, folded, that the language has and its neighbours here have not.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "a", "after", "amid", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had",
    "has", "have", "her", "his", "in", "is", "it", "its", "near", "not", "of", "over", "said",
    "that", "the", "their", "this", "to", "was", "were", "which", "who", "with",
];
#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "a", "apres", "au", "aux", "avec", "c", "ce", "ces", "contre", "d", "dans", "de", "des",
    "deux", "du", "en", "est", "et", "ete", "fait", "il", "l", "la", "le", "les", "leur", "n",
    "ont", "par", "pas", "plus", "pour", "qu", "que", "qui", "s", "sa", "se", "selon", "ses",
    "son", "sur", "un", "une",
];
/// Words of languages that share the script and much else, so that they are not taken for one of
/// ours: Spanish, Portuguese, Italian, German, Dutch, Hausa, Fulfulde, Bambara, Swahili.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "an", "ao", "ba", "be", "cha", "che", "cikin", "como", "con", "da", "das", "del", "della",
    "den", "der", "di", "die", "do", "dos", "e", "een", "ein", "eine", "el", "em", "fue", "gli",
    "het", "hum", "il", "ist", "ka", "katika", "ko", "kuma", "kwa", "la", "las", "los", "min",
    "mit", "na", "nao", "nder", "ne", "ngam", "ni", "nicht", "no", "o", "op", "os", "para", "per",
    "por", "sono", "su", "sun", "ta", "to", "uma", "una", "und", "van", "von", "vya", "wa", "wadi",
    "wani", "wata", "y", "ya", "ye", "zijn",
];
/// Letters that Arabic writes and Persian, Urdu and Pashto do not need, and the reverse.
const NOT_ARABIC: &[char] = &['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ے', 'ہ', 'ں', 'ٹ', 'ڈ', 'ړ', 'ښ', 'ډ'];

/// Every word of the lists, as a number, with those that it stands in: English, French, others.
static LISTS: LazyLock<QuickMap<u64, [bool; 3]>> = LazyLock::new(|| {
    let mut lists: QuickMap<u64, [bool; 3]> = QuickMap::default();
    for (nth, list) in [ENGLISH, FRENCH, OTHERS].into_iter().enumerate() {
        for word in list.iter().filter_map(|it| number(it.as_bytes())) {
            lists.entry(word).or_default()[nth] = true;
        }
    }
    lists
});

/// A word of eight bytes at most as one number; the lists have no longer ones.
fn number(word: &[u8]) -> Option<u64> {
    let sum = |sum, byte: &u8| sum << 8 | u64::from(*byte);
    (word.len() <= size_of::<u64>()).then(|| word.iter().fold(0, sum))
}

/// The language of a text, `None` when it is none of ours or too little to tell.
pub fn language(text: &str) -> Option<Lang> {
    let head = head(text, LOOKED_AT);
    let mut latin = ascii_letters(head);
    let (mut arabic, mut other, mut foreign) = (0_usize, 0, 0);
    for c in beyond_ascii(head).filter(|it| it.is_alphabetic()) {
        match c {
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            _ if NOT_ARABIC.contains(&c) => foreign += 1,
            '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fefc}' => arabic += 1,
            _ => other += 1,
        }
    }
    if arabic + foreign > latin.max(other) {
        return (foreign * 20 < arabic).then_some(Lang::Ar);
    }
    if latin <= other { None } else { by_words(head) }
}

/// The first so many characters of a text.
pub fn head(text: &str, characters: usize) -> &str {
    let mut rest = text.chars();
    rest.nth(characters.saturating_sub(1));
    text.get(..text.len() - rest.as_str().len()).unwrap_or(text)
}

/// How many letters of ASCII a text has.
pub fn ascii_letters(text: &str) -> usize {
    // Sums of a byte are counted many at once.
    let some = |some: &[u8]| some.iter().map(|it| u8::from(it.is_ascii_alphabetic())).sum::<u8>();
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|it| usize::from(some(it))).sum()
}

/// The characters of a text that are not of ASCII.
pub fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.bytes().position(|it| !it.is_ascii())?;
        let mut chars = rest.get(at..)?.chars();
        let next = chars.next();
        rest = chars.as_str();
        next
    })
}

/// English or French by the share of small words; close calls and other languages are `None`.
fn by_words(head: &str) -> Option<Lang> {
    let folded = fold(head);
    let (words, found) = if folded.is_ascii() {
        count(folded.as_bytes().split(|it| !it.is_ascii_alphanumeric()))
    } else {
        count(folded.split(|it: char| !it.is_alphanumeric()).map(str::as_bytes))
    };
    let [english, french, others] = found;
    let (best, lang) = if english > french { (english, Lang::En) } else { (french, Lang::Fr) };
    let rival = english.min(french);
    let clear = best > rival && best * 8 >= words && best * 4 >= others * 5;
    clear.then_some(lang)
}

/// How many words there are, and how many of them stand in each list.
fn count<'w>(words: impl Iterator<Item = &'w [u8]>) -> (usize, [usize; 3]) {
    let (mut sum, mut found) = (0, [0; 3]);
    for word in words.filter(|it| !it.is_empty()) {
        sum += 1;
        let lists = number(word).and_then(|it| LISTS.get(&it));
        for (sum, stands) in found.iter_mut().zip(lists.into_iter().flatten()) {
            *sum += usize::from(*stands);
        }
    }
    (sum, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Lang>) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn no_word_of_the_lists_is_skipped_for_its_length() {
        for list in [ENGLISH, FRENCH, OTHERS] {
            assert!(list.iter().all(|it| number(it.as_bytes()).is_some() && *it == fold(it)));
        }
    }

    #[test]
    fn ours_are_told_apart() {
        check("The army said that two soldiers were killed in an ambush near Gao", Some(Lang::En));
        check("Deux soldats ont été tués dans une embuscade près de Gao", Some(Lang::Fr));
        check("أعلن الجيش مقتل جنديين في كمين قرب غاو", Some(Lang::Ar));
        check("L’armée malienne repousse une attaque", Some(Lang::Fr));
        check("Mali: l'attaque de Kati revendiquée par le JNIM", Some(Lang::Fr));
        check("Gunmen kill ten in attack on village in central Mali", Some(Lang::En));
        check("raises the شعار of restoring security in the north", Some(Lang::En));
    }

    #[test]
    fn others_are_none() {
        check("", None);
        check("12 345", None);
        check("Военные сообщили об атаке", None);
        check("El ejército dijo que los soldados murieron en una emboscada", None);
        check("Die Armee sagte, dass zwei Soldaten bei einem Angriff getötet wurden", None);
        check("Sojoji sun kashe 'yan bindiga a cikin wani hari da suka kai a jihar", None);
        check("Esercito: due soldati sono stati uccisi in un attacco nel nord della regione", None);
        check("ارتش می‌گوید که دو سرباز در حمله کشته شدند و گروهی زخمی", None);
    }
}
