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

/// The longest word of the lists, in bytes.
const LONGEST: usize = 7;

/// Every word of the lists with those that it stands in: English, French, others.
static LISTS: LazyLock<QuickMap<&str, [bool; 3]>> = LazyLock::new(|| {
    let mut lists: QuickMap<&str, [bool; 3]> = QuickMap::default();
    for (nth, list) in [ENGLISH, FRENCH, OTHERS].into_iter().enumerate() {
        for word in list {
            lists.entry(word).or_default()[nth] = true;
        }
    }
    lists
});

/// The language of a text, `None` when it is none of ours or too little to tell.
pub fn language(text: &str) -> Option<Lang> {
    let mut end = 0;
    let (mut arabic, mut latin, mut other, mut foreign) = (0_usize, 0, 0, 0);
    for (at, c) in text.char_indices().take(LOOKED_AT) {
        end = at + c.len_utf8();
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\0'..='\x7f' => {}
            _ if !c.is_alphabetic() => {}
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            _ if NOT_ARABIC.contains(&c) => foreign += 1,
            '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fefc}' => arabic += 1,
            _ => other += 1,
        }
    }
    if arabic + foreign > latin.max(other) {
        return (foreign * 20 < arabic).then_some(Lang::Ar);
    }
    if latin <= other { None } else { by_words(text.get(..end).unwrap_or(text)) }
}

/// English or French by the share of small words; close calls and other languages are `None`.
fn by_words(head: &str) -> Option<Lang> {
    let folded = fold(head);
    let (mut words, mut found) = (0_usize, [0_usize; 3]);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
        words += 1;
        let lists = Some(word).filter(|it| it.len() <= LONGEST).and_then(|it| LISTS.get(it));
        for (sum, stands) in found.iter_mut().zip(lists.into_iter().flatten()) {
            *sum += usize::from(*stands);
        }
    }
    let [english, french, others] = found;
    let (best, lang) = if english > french { (english, Lang::En) } else { (french, Lang::Fr) };
    let rival = english.min(french);
    let clear = best > rival && best * 8 >= words && best * 4 >= others * 5;
    clear.then_some(lang)
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
            assert!(list.iter().all(|it| it.len() <= LONGEST && *it == fold(it)));
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
