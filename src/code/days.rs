//! The day of an event among the days that its sentence names.

use crate::model::{Lang, When};
use crate::text::token::Gap;

use super::apart;
use super::clauses::{Part, Sentence};
use super::dates::{self, DateExpr};
use super::meaning::{Act, Cue, Form, Meaning};
use super::mood::{cue_before, is_called_for};
use super::narrate::Setting;
use super::reading::Passage;
use super::said::{is_day_of_earlier_word, is_day_of_speech, is_word_of_mouth};
use super::told::joined;

/// The day of a part: its own dates before those of the sentence, never the day on which somebody
/// said it.
pub(super) fn when(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> Option<(When, String)> {
    let passage = sentence.passage;
    // "Two days after a raid": what dates another event is told from that one's day.
    let tells_distance = |it: &DateExpr| {
        part.dates_another
            && it.leans_on_context()
            && (it.range.start..=it.range.end).contains(&part.range.start)
    };
    let own = |it: &&DateExpr| part.range.contains(&it.range.start) || tells_distance(it);
    let inside = |it: &&DateExpr| part.reach.contains(&it.range.start);
    let candidates: Vec<&DateExpr> = passage.dates.iter().filter(inside).collect();
    let called_for = is_called_for(sentence, part);
    let resolve = |it: &&DateExpr| {
        let ahead = it.range.start.saturating_sub(5).max(sentence.range.start)..it.range.start;
        // "Until 9 November": what lasts until a day to come did not happen on it.
        let until = it.bound == dates::Bound::Until;
        let future = until
            || called_for
            || passage.has_cue(&ahead, Cue::Future)
            || part.triggers.iter().any(|act| {
                act.act != Act::Threaten
                    && act.from < it.range.start
                    && cue_before(sentence, act, Cue::Future, 4)
            });
        // "Retaken two days after its fall on the 19th" is dated from the other side.
        let turned = is_turned(sentence, part, it);
        let named = if turned {
            named_behind(setting, sentence, part, it)
        } else if it.leans_on_context() {
            named_before(setting, sentence, it)
        } else {
            None
        };
        let context = dates::Context { named: named.or(setting.named), future };
        let found = if turned {
            dates::resolve(&it.turned(), setting.anchor, context)?
        } else {
            dates::resolve(it, setting.anchor, context)?
        };
        if until && setting.anchor.is_some_and(|day| found.date > day) {
            return None;
        }
        // "Since Monday" dates what began then; "since 2012" is history.
        let recent = setting.anchor.is_some_and(|day| {
            found.precision == 1 && day.since(found.date).is_ok_and(|it| it.get_days() <= 90)
        });
        let begins = is_lasting(part, it)
            && setting
                .anchor
                .is_some_and(|day| day.since(found.date).is_ok_and(|it| it.get_days() <= 366));
        if it.is_history() && !(recent || begins) || is_of_a_comparison(sentence, it) {
            return None;
        }
        let reason = format!("{} `{}`", found.reason, passage.words(it.range.clone()));
        Some((it.range.start, When::from(found), reason))
    };
    let said = |it: &&DateExpr| {
        is_day_of_speech(sentence, part, it)
            || is_day_of_main_clause(sentence, part, it)
            || is_of_the_taking(passage, part, it.range.start)
            || is_of_dateline(sentence, it)
            || is_measured_from(sentence, part, it)
            || is_day_of_late_death(sentence, part, it)
            || is_day_of_mourning(sentence, part, it)
            || is_told_aside(sentence, part, it)
            || is_day_of_earlier_word(sentence, it)
    };
    let pick = |list: Vec<&DateExpr>| -> Option<(When, String)> {
        let found: Vec<_> = list.iter().filter_map(resolve).collect();
        let best = found.iter().map(|it| it.1.precision).min()?;
        let trigger = part.triggers.first().map_or(part.range.start, |it| it.from);
        found
            .into_iter()
            .filter(|it| it.1.precision == best)
            .min_by_key(|it| it.0.abs_diff(trigger))
            .map(|it| (it.1, it.2))
    };
    let first: Vec<&DateExpr> =
        candidates.iter().copied().filter(own).filter(|it| !said(it)).collect();
    let second: Vec<&DateExpr> =
        candidates.iter().copied().filter(|it| !own(it) && !said(it)).collect();
    let mut found = pick(first).or_else(|| if part.dates_another { None } else { pick(second) })?;
    found.0.time_of_day =
        found.0.time_of_day.or_else(|| candidates.iter().find_map(|it| it.time_of_day));
    Some(found)
}

/// "Under siege since February": what still lasts is dated by its beginning.
pub(super) fn is_lasting(part: &Part, date: &DateExpr) -> bool {
    date.bound == dates::Bound::Since
        && !matches!(date.what, dates::What::Year { .. })
        && part.triggers.iter().any(|it| it.act == Act::Blockade)
}

/// "Succumbed to his wounds two days later", "est mort de ses blessures mardi", متأثرا بجراحه: the
/// day on which somebody died of what had happened before.
fn is_day_of_late_death(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let mut near = date.range.start.saturating_sub(9).max(part.range.start)..date.range.start;
    // "The next day 12 bodies were found".
    let found = date.leans_on_context()
        && (date.range.end..date.range.end + 9).any(|at| {
            super::counting::is_body(word(at)) || matches!(word(at), "corps" | "body" | "جثه")
        });
    // "Died on Monday of wounds suffered on Saturday": another day is the deed's.
    let another = sentence.passage.dates.iter().any(|it| {
        it.range.start != date.range.start
            && part.range.contains(&it.range.start)
            && !it.is_history()
            && it.what != dates::What::Time
    });
    let start = date.range.start;
    let dies = (start.saturating_sub(6).max(part.range.start)..start)
        .any(|at| super::fates::is_dying(sentence.passage, at));
    let hurt = || {
        (start.saturating_sub(4)..date.range.end + 7).any(|at| {
            matches!(word(at), "wounds" | "injuries" | "blessures")
                || ["جراح", "متاثر"].iter().any(|it| word(at).contains(it))
        })
    };
    if another && dies && hurt() {
        return true;
    }
    found
        || near.any(|at| {
            ["succomb", "متاثر"].iter().any(|it| word(at).starts_with(it))
                || matches!(word(at), "died" | "mort" | "morte" | "decede" | "morts" | "decedes")
                    && (at + 1..at + 6).any(|it| {
                        matches!(
                            word(it),
                            "wounds" | "injuries" | "blessures" | "hospital" | "hopital"
                        )
                    })
        }) && part.triggers.iter().all(|it| super::tolls::is_casualty(it.act))
}

/// "Kidnapped in June near X, they were set free on Monday", "the bodies of five abducted on Thursday
/// were found on Sunday": what stands behind the taking and before the release is the taking's.
pub(super) fn is_of_the_taking(passage: &Passage, part: &Part, at: usize) -> bool {
    let has = |act| part.triggers.iter().any(|it| it.act == act);
    let found = has(Act::Abduct)
        && part.triggers.iter().any(|it| {
            let word = passage.tokens.word(it.from);
            super::counting::is_body(word) || word == "corps"
        });
    if !(has(Act::Release) && has(Act::Abduct) || found) {
        return false;
    }
    // "X were abducted in Y, whose release is demanded" tells of no release.
    let taken = part.triggers.iter().find(|it| it.act == Act::Abduct).map_or(0, |it| it.from);
    let freed = part
        .triggers
        .iter()
        .any(|it| it.act == Act::Release && (it.form == Form::Verb || it.from < taken));
    let before = part.triggers.iter().filter(|it| it.to <= at).max_by_key(|it| it.to);
    let found =
        found && !before.is_some_and(|it| (it.to..at).any(|at| finds(passage.tokens.word(at))));
    (freed && !is_told_as_news(passage, part) || found)
        && before.is_some_and(|it| it.act == Act::Abduct)
}

/// Verbs of finding, by which bodies come to light.
fn finds(word: &str) -> bool {
    ["found", "discovered", "retrouv", "decouv", "عثر"].iter().any(|it| word.contains(it))
}

/// "Ont été enlevés … puis relâchés", "were seized … and freed", خطف … ثم أطلق: the taking is news too.
fn is_told_as_news(passage: &Passage, part: &Part) -> bool {
    let Some(taken) = part.triggers.iter().find(|it| it.act == Act::Abduct) else { return false };
    let freed = part.triggers.iter().find(|it| it.act == Act::Release);
    if freed.is_some_and(|it| it.from < taken.from) {
        return false;
    }
    if passage.lang == Lang::Ar {
        return taken.form == Form::Verb && taken.from <= part.range.start + 2;
    }
    let start = taken.from.saturating_sub(3).max(part.range.start);
    (start..taken.from).any(|at| matches!(passage.tokens.word(at), "ete" | "was" | "were" | "been"))
        && !(start..taken.from).any(|at| {
            matches!(passage.tokens.word(at), "qui" | "who" | "had" | "avaient" | "avait")
        })
}

/// The day that the sentence names last before an expression that is told from it.
fn named_before(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    date: &DateExpr,
) -> Option<jiff::civil::Date> {
    let before = sentence.passage.dates.iter().rev().filter(|it| {
        it.range.end <= date.range.start
            && sentence.range.contains(&it.range.start)
            && !it.leans_on_context()
            && !it.is_history()
    });
    let context = dates::Context { named: setting.named, future: false };
    let mut found = before.filter_map(|it| dates::resolve(it, setting.anchor, context));
    found.find(|it| it.precision == 1).map(|it| it.date)
}

/// "Bamako, 13 juin (AMAP) –": the day of the dispatch.
fn is_of_dateline(sentence: &Sentence<'_>, date: &DateExpr) -> bool {
    let gap = sentence.passage.tokens.get(date.range.end).map(|it| it.gap).unwrap_or_default();
    sentence.range.start == 0
        && (1..=4).contains(&date.range.start)
        && sentence.places.first().is_some_and(|it| it.from == 0 && it.to <= date.range.start)
        && (gap.has(Gap::OPEN) || gap.has(Gap::DASH))
}

/// "Two days after", بعد يومين من, "au lendemain de" behind what is dated: the amount between it and
/// another event.
fn is_turned(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let last = date.range.end - 1;
    let measures = match word(last) {
        "after" | "before" => !apart::dates_nothing(sentence, last),
        "apres" | "avant" | "غداه" => true,
        "later" | "earlier" => false,
        _ => matches!(word(date.range.end), "من" | "de" | "du" | "d"),
    };
    !part.dates_another
        && date.leans_on_context()
        && measures
        && part
            .triggers
            .iter()
            .find(|it| !is_word_of_mouth(it.act))
            .is_some_and(|it| it.to <= date.range.start)
}

/// The day told right behind such an amount: that of the other event.
fn named_behind(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    amount: &DateExpr,
) -> Option<jiff::civil::Date> {
    let passage = sentence.passage;
    let behind = passage.dates.iter().find(|it| {
        it.range.start >= amount.range.end && sentence.range.contains(&it.range.start)
    })?;
    let context = dates::Context { named: setting.named, future: false };
    let found = dates::resolve(behind, setting.anchor, context)?;
    (is_measured_from(sentence, part, behind) && found.precision == 1).then_some(found.date)
}

/// The first date behind an amount, in the same clause.
fn is_measured_from(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    let before = passage.dates.iter().rev().find(|it| it.range.end <= date.range.start);
    before.is_some_and(|it| {
        sentence.range.contains(&it.range.start)
            && is_turned(sentence, part, it)
            && (it.range.end..=date.range.start).all(|at| {
                passage.tokens.get(at).is_some_and(|t| {
                    !t.gap.has(Gap::COMMA.with(Gap::STOP).with(Gap::SEMICOLON).with(Gap::START))
                })
            })
    })
}

/// "The deadliest since the one in early October": the day of what it is compared with.
fn is_of_a_comparison(sentence: &Sentence<'_>, date: &DateExpr) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let start = date.range.start.saturating_sub(7).max(sentence.range.start);
    (start..date.range.start).any(|at| {
        let compared = |it: usize| {
            matches!(word(it), "celle" | "celui" | "celles" | "ceux" | "one" | "that" | "those")
        };
        // "Since the attack of early June", منذ هجوم السبت: a day told of what came before.
        let told_of = || {
            let hits = sentence.passage.hits_in(&(at + 1..date.range.start));
            hits.iter()
                .flat_map(|it| it.meanings.iter())
                .any(|it| matches!(it, Meaning::Act(act, Form::Noun) if act.is_violent()))
        };
        matches!(word(at), "depuis" | "since" | "منذ")
            && ((at + 1..(at + 3).min(date.range.start)).any(compared) || told_of())
    })
}

/// "A mourning began on Thursday after the attacks that hit X on Tuesday": of two days the one
/// before "after" is not the attacks'.
fn is_day_of_main_clause(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    let mut deeds = part.triggers.iter().filter(|it| !is_word_of_mouth(it.act));
    let Some(first) = deeds.next().map(|it| it.from) else { return false };
    let turns = (date.range.end..first).any(|at| {
        matches!(passage.tokens.word(at), "after" | "following" | "suite" | "اثر" | "عقب" | "بعد")
            || passage.is_after(at)
    });
    turns
        && passage.dates.iter().any(|it| {
            it.range.start > first
                && part.range.contains(&it.range.start)
                && !is_day_of_speech(sentence, part, it)
                && !it.is_history()
                && !matches!(it.what, dates::What::Time | dates::What::Month { .. })
        })
}

/// "The rebels, who had attacked on 3 May, took the town on Saturday", الذين كانوا هاجموا: of two days
/// the one in a relative clause of the past perfect is of before.
fn is_told_aside(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let start = date.range.start.saturating_sub(12).max(part.range.start);
    let opened = (start..date.range.start).rev().find(|&at| {
        matches!(word(at), "who" | "which" | "that" | "qui" | "الذين" | "الذي" | "التي")
            && matches!(word(at + 1), "had" | "avait" | "avaient" | "كان" | "كانت" | "كانوا")
    });
    let Some(opened) = opened.filter(|it| joined(passage, *it, date.range.start)) else {
        return false;
    };
    passage.dates.iter().any(|it| {
        part.range.contains(&it.range.start)
            && it.what != dates::What::Time
            && !it.is_history()
            && !is_day_of_speech(sentence, part, it)
            && (it.range.end <= opened || it.range.start > date.range.end)
            && !joined(passage, opened.min(it.range.start), opened.max(it.range.start))
    })
}

/// "On Tuesday buried the traders killed on Sunday", شيعوا الثلاثاء: of two days the one beside the
/// burial, the visit or the tribute is not that of the deed.
fn is_day_of_mourning(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    const RITES: &[&str] = &[
        "buried",
        "bury",
        "burial",
        "funeral",
        "mourn",
        "tribute",
        "visited",
        "enterr",
        "inhum",
        "obseques",
        "hommage",
        "recueilli",
        "rendu",
        "شيع",
        "يشيع",
        "دفن",
        "جناز",
        "زار",
        "تشييع",
    ];
    let passage = sentence.passage;
    let distance = |from: usize, to: usize| {
        if to <= date.range.start {
            date.range.start - to
        } else {
            from.saturating_sub(date.range.end)
        }
    };
    let start = date.range.start.saturating_sub(5).max(sentence.range.start);
    let end = (date.range.end + 3).min(sentence.range.end);
    let is_rite = |at: &usize| {
        let word = passage.tokens.word(*at);
        let bare = word.strip_prefix('و').unwrap_or(word);
        RITES.iter().any(|it| bare.starts_with(it))
            && joined(passage, date.range.start.min(*at), date.range.start.max(*at))
    };
    let rite = (start..end).filter(is_rite).map(|it| distance(it, it + 1)).min();
    let is_body = |at: usize| super::counting::is_body(passage.tokens.word(at));
    let deeds = part.triggers.iter().filter(|it| it.act.is_violent() && !is_body(it.from));
    let deed = deeds.map(|it| distance(it.from, it.to)).min();
    let another = passage.dates.iter().any(|it| {
        it.range.start != date.range.start
            && sentence.range.contains(&it.range.start)
            && !it.is_history()
            && it.what != dates::What::Time
    });
    another && rite.is_some_and(|rite| deed.is_none_or(|deed| rite < deed))
}
