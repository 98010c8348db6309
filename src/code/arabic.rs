//! Endings of Arabic words: what follows from the one form that the pack lists.
//!
//! A verb in the past takes endings of number and gender and, when it is long enough to be told
//! from a noun, its object as an ending; one in the present its other person and its plurals. A
//! noun takes the accusative, the dual and the possessive. All forms are folded: ta marbuta is ha.

/// Endings of number and gender of the past.
const SUBJECTS: [&str; 4] = ["ت", "وا", "ا", "تا"];
/// The same, then an object.
const OBJECTS: [&str; 14] =
    ["ه", "ها", "هم", "هما", "ته", "تها", "تهم", "تهما", "وه", "وها", "وهم", "وهما", "اه", "اها"];
/// Endings of the present.
const PRESENT: [&str; 9] = ["", "ون", "ان", "وا", "ه", "ها", "هم", "ونه", "ونها"];
/// What only a form that is inflected already ends in.
const INFLECTED: [&str; 9] = ["ت", "وا", "ون", "ها", "هم", "ه", "نا", "هن", "هما"];

/// The other forms of a verb; none of a phrase whose first word is inflected or open.
pub(super) fn verb(listed: &str) -> Vec<String> {
    let (word, rest) = head(listed);
    let letters = word.chars().count();
    if word.contains('*') || letters < 3 || INFLECTED.iter().any(|it| word.ends_with(it)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    if let Some(stem) = word.strip_prefix('ي').filter(|_| letters >= 4) {
        for ending in PRESENT {
            // يستولي, يستولون: the last letter goes before the ending of the plural.
            let stem = stem.strip_suffix('ي').filter(|_| ending.starts_with('و')).unwrap_or(stem);
            out.extend(["ي", "ت"].map(|it| format!("{it}{stem}{ending}")));
        }
    } else if let Some(stem) = word.strip_suffix('ي').filter(|_| letters >= 4) {
        // استولى: the last letter turns with the ending.
        out.extend(["ت", "وا", "يا", "تا"].map(|it| format!("{stem}{it}")));
        if rest.is_empty() {
            out.extend(
                ["اه", "اها", "اهم", "ته", "تها", "تهم", "وه", "وها"]
                    .map(|it| format!("{stem}{it}")),
            );
        }
    } else {
        // Of three letters the dual looks like a noun in the accusative (سلما).
        let subjects = SUBJECTS.iter().filter(|it| letters > 3 || **it != "ا");
        out.extend(subjects.map(|it| format!("{word}{it}")));
        if letters > 3 && rest.is_empty() {
            out.extend(OBJECTS.iter().map(|it| format!("{word}{it}")));
        }
    }
    out.into_iter().map(|it| format!("{it}{rest}")).collect()
}

/// The other forms of a noun; none of a phrase, of a short word (سوق) or of one in the plural (قتلى).
pub(super) fn noun(listed: &str) -> Vec<String> {
    let (word, rest) = head(listed);
    let short = word.chars().count() < 4;
    if word.contains('*') || short || !rest.is_empty() || word.ends_with(['ي', 'ا']) {
        return Vec::new();
    }
    let forms = |stem: &str, endings: &[&str]| -> Vec<String> {
        endings.iter().map(|it| format!("{stem}{it}")).collect()
    };
    match word.strip_suffix('ه') {
        Some(stem) => forms(stem, &["تين", "تان", "تي", "تا", "ته", "تها", "تهم"]),
        None => forms(word, &["ا", "ين", "ان", "ه", "ها", "هم"]),
    }
}

/// The first word and what follows it, with the blank.
fn head(phrase: &str) -> (&str, &str) {
    phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()))
}

#[cfg(test)]
mod tests {
    use super::{noun, verb};

    fn check(forms: &[String], has: &[&str], lacks: &[&str]) {
        for form in has {
            assert!(forms.iter().any(|it| it == form), "{form}: {forms:?}");
        }
        for form in lacks {
            assert!(!forms.iter().any(|it| it == form), "{form}: {forms:?}");
        }
    }

    #[test]
    fn a_verb_has_its_endings() {
        check(&verb("هاجم"), &["هاجمت", "هاجموا", "هاجمتها", "هاجموهم"], &[]);
        check(&verb("استولي"), &["استولت", "استولوا", "استوليا"], &["استوليت"]);
        check(&verb("اطلق سراح"), &["اطلقوا سراح", "اطلقت سراح"], &["اطلقها سراح"]);
        check(&verb("يحاصر"), &["تحاصر", "يحاصرون", "تحاصرها"], &[]);
        check(&verb("يستولي"), &["تستولي", "يستولون"], &["يستوليون"]);
        check(&verb("سلم"), &["سلمت", "سلموا"], &["سلما", "سلمه"]);
        assert!(verb("هاجموا").is_empty());
    }

    #[test]
    fn a_noun_has_its_endings() {
        check(&noun("دوريه"), &["دوريتهم", "دوريتين"], &["دوريها"]);
        check(&noun("معسكر"), &["معسكرها", "معسكرين", "معسكرا"], &[]);
        assert!(noun("سوق").is_empty() && noun("قتلي").is_empty());
    }
}
