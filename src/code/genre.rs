//! What kind of text a report is: a look back, an outlook or the story of a film tells no news,
//! whatever its verbs say.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::model::PassageKind;

use super::draft::Draft;
use super::reading::Passage;

/// What kind of text a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Genre {
    /// It tells what happened.
    News,
    /// A chronology or primer: what it tells without a day of the last week is history.
    Chronicle,
    /// An outlook: what it tells without a day is still to come.
    Outlook,
    /// A film, a novel or a play.
    Fiction,
}

const CHRONICLE: &[&str] = &[
    "chronologie",
    "chronology",
    "timeline",
    "key dates",
    "dates cles",
    "grandes dates",
    "rappel des evenements",
    "rappel des faits",
    "primer",
    "explainer",
    "a look back",
    "look back at",
    "retour sur",
    "تسلسل زمني",
    "كرونولوجيا",
    "ابرز المحطات",
    "محطات في",
];

const OUTLOOK: &[&str] = &[
    "outlook",
    "forecast",
    "predictions for",
    "what to expect",
    "scenarios for",
    "a quoi s attendre",
    "perspectives pour",
    "quoi attendre",
    "previsions",
    "que nous reserve",
    "ce qui attend",
    "توقعات",
    "سيناريوهات",
];

const STORY: &[&str] =
    &["film", "movie", "novel", "roman", "long metrage", "فيلم", "روايه", "مسلسل"];

const STAGE: &[&str] = &[
    "prize",
    "prix",
    "award",
    "festival",
    "director",
    "filmmaker",
    "author",
    "cinema",
    "realisateur",
    "realisatrice",
    "cineaste",
    "ecrivain",
    "romancier",
    "jury",
    "screening",
    "جايزه",
    "مهرجان",
    "مخرج",
    "الكاتب",
];

const LISTS: [&[&str]; 4] = [CHRONICLE, OUTLOOK, STORY, STAGE];

/// Where the words of each list end among those of all.
const ENDS: [usize; 4] = {
    let mut ends = [0; 4];
    let mut sum = 0;
    let mut nth = 0;
    while nth < LISTS.len() {
        sum += LISTS[nth].len();
        ends[nth] = sum;
        nth += 1;
    }
    ends
};

/// Finds the words of all lists, each between blanks.
static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = LISTS.iter().flat_map(|it| it.iter()).map(|it| format!(" {it} "));
    AhoCorasick::new(words).expect("a few dozen words")
});

impl Genre {
    /// Of the title and the first three sentences below it.
    pub(super) fn of(passages: &[Passage]) -> Self {
        let mut head = String::from(" ");
        let mut body = 0;
        for passage in passages.iter().filter(|it| it.kind != PassageKind::Caption) {
            for range in &passage.sentences {
                if passage.kind != PassageKind::Title {
                    body += 1;
                }
                if body <= 3 {
                    passage.push_words(range.clone(), &mut head);
                    head.push(' ');
                }
            }
        }
        let mut said = [false; LISTS.len()];
        for word in FINDER.find_overlapping_iter(&head) {
            let list = ENDS.iter().position(|end| word.pattern().as_usize() < *end);
            said[list.unwrap_or_default()] = true;
        }
        let [chronicle, outlook, story, stage] = said;
        if story && stage {
            Self::Fiction
        } else if chronicle {
            Self::Chronicle
        } else if outlook {
            Self::Outlook
        } else {
            Self::News
        }
    }

    /// Marks what such a text tells for what it is; fiction tells nothing.
    pub(super) fn settle(self, drafts: &mut Vec<Draft>, anchor: Option<jiff::civil::Date>) {
        let fresh = |it: &Draft| {
            let day = it.day().zip(anchor);
            day.is_some_and(|(day, anchor)| anchor.since(day).is_ok_and(|it| it.get_days() <= 7))
        };
        match self {
            Self::News => {}
            Self::Fiction => drafts.clear(),
            Self::Chronicle => {
                drafts.iter_mut().filter(|it| !fresh(it)).for_each(|it| it.mood.background = true);
            }
            Self::Outlook => {
                let undated = drafts.iter_mut().filter(|it| it.when.is_none());
                undated.for_each(|it| it.mood.future = true);
            }
        }
    }
}
