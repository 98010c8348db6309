//! Lays labels beside mentions and says what is right.

use super::{Gold, Kind, Miss, Sample, Scores};
use crate::{
    model::{EventMention, Realis, Role, Slug, TollKind, When},
    text::fold,
    theatre::{Names, key},
};

/// Likeness below which a label and a mention have nothing to do with each other.
const LIKE: u32 = 4;

/// For each label of a sample the index of the mention that was laid beside it.
pub(super) fn pairs(names: &Names, sample: &Sample) -> Vec<Option<usize>> {
    let golds = &sample.excerpt.incidents;
    let mut likes = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (m, mention) in sample.coding.events.iter().enumerate() {
            let like = likeness(names, gold, mention);
            if mention.realis != Realis::Background && like >= LIKE {
                likes.push((like, g, m));
            }
        }
    }
    likes.sort_by_key(|&(like, g, m)| (std::cmp::Reverse(like), golds[g].secondary, g, m));
    let mut taken = vec![None; golds.len()];
    for (_, g, m) in likes {
        if taken[g].is_none() && !taken.contains(&Some(m)) {
            taken[g] = Some(m);
        }
    }
    taken
}

fn likeness(names: &Names, gold: &Gold, mention: &EventMention) -> u32 {
    let mut like = 0;
    let mut add = |holds: bool, weight: u32| like += if holds { weight } else { 0 };
    add(code(gold, mention), 3);
    add(family(names, gold, mention), 4);
    add(gold.town.is_some() && town(names, gold, mention), 4);
    add(gold.admin1.is_some() && admin1(gold, mention), 1);
    add(gold.date.is_some() && date(gold, mention), 3);
    add(gold.deaths_low.unwrap_or(0) > 0 && dead(gold, mention), 2);
    add(actor1(gold, mention), 1);
    add(actor2(gold, mention), 1);
    like
}

fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

fn named(label: Option<&str>, also: &[String], read: Option<&str>) -> bool {
    match (label, read) {
        (None, None) => true,
        (label, Some(read)) => {
            label.into_iter().chain(also.iter().map(String::as_str)).any(|it| same(it, read))
        }
        (Some(_), None) => false,
    }
}

/// The same town under any of its spellings.
fn town(names: &Names, gold: &Gold, mention: &EventMention) -> bool {
    let read = mention.place.town_id.and_then(|id| names.towns().by_id(id));
    let spelled =
        |label: &String| read.is_some_and(|it| it.names().any(|name| key(name) == key(label)));
    spelling(gold, mention) || gold.town.iter().chain(&gold.town_alt).any(spelled)
}

/// The same town under the name of the label.
fn spelling(gold: &Gold, mention: &EventMention) -> bool {
    named(gold.town.as_deref(), &gold.town_alt, mention.place.town.as_deref())
}

fn admin1(gold: &Gold, mention: &EventMention) -> bool {
    named(gold.admin1.as_deref(), &gold.admin1_alt, mention.place.admin1.as_deref())
}

fn code(gold: &Gold, mention: &EventMention) -> bool {
    gold.codes().any(|it| mention.event == *it)
}

fn family(names: &Names, gold: &Gold, mention: &EventMention) -> bool {
    let family = |code: &str| names.event(code).map(|it| &it.family);
    let read = family(&mention.event);
    read.is_some() && gold.codes().any(|it| family(it) == read)
}

fn date(gold: &Gold, mention: &EventMention) -> bool {
    date_word(mention.when.as_ref()) == gold.date
}

fn date_word(when: Option<&When>) -> Option<String> {
    when.map(|it| match it.precision {
        3 => it.date.strftime("%Y-%m").to_string(),
        _ => it.date.to_string(),
    })
}

fn dead(gold: &Gold, mention: &EventMention) -> bool {
    let read = mention.total(TollKind::Dead);
    let (low, high) = (read.low.unwrap_or(0), read.high.or(read.low).unwrap_or(0));
    let (gold_low, gold_high) = (gold.deaths_low, gold.deaths_high.or(gold.deaths_low));
    (low, high) == (gold_low.unwrap_or(0), gold_high.unwrap_or(0))
}

fn wounded(gold: &Gold, mention: &EventMention) -> bool {
    mention.total(TollKind::Wounded).low.unwrap_or(0) == gold.wounded.unwrap_or(0)
}

fn actor1(gold: &Gold, mention: &EventMention) -> bool {
    let party = |id: &str| mention.parties.iter().any(|it| it.id == *id && it.role != Role::Target);
    gold.actor1.as_deref().is_some_and(party)
}

fn actor2(gold: &Gold, mention: &EventMention) -> bool {
    let party =
        |id: &str| mention.parties.iter().any(|it| it.id == *id && it.role != Role::Attacker);
    gold.actor2.as_deref().is_some_and(party)
}

/// Scores one sample's labelled incidents against the mentions laid beside them.
pub(super) fn incidents(
    names: &Names,
    sample: &Sample,
    pairs: &[Option<usize>],
    sheet: &mut Scores,
) {
    for (gold, pair) in sample.excerpt.incidents.iter().zip(pairs) {
        if !gold.secondary {
            let mention = pair.and_then(|it| sample.coding.events.get(it));
            incident(&Desk { names, sample, gold, mention }, sheet);
        }
    }
}

/// One label beside one mention.
struct Desk<'a> {
    names: &'a Names,
    sample: &'a Sample,
    gold: &'a Gold,
    mention: Option<&'a EventMention>,
}

fn incident(desk: &Desk<'_>, sheet: &mut Scores) {
    let Desk { names, gold, .. } = *desk;
    let ground = !names.event(&gold.event).is_some_and(|it| it.statement);
    let codes = gold.codes().collect::<Vec<_>>().join("|");
    desk.count(sheet, Kind::Family, &codes, |it| family(names, gold, it), codes_of);
    desk.count(sheet, Kind::Code, &codes, |it| code(gold, it), codes_of);
    if ground || gold.town.is_some() {
        desk.count(
            sheet,
            Kind::Town,
            &or_none(gold.town.as_deref()),
            |it| town(names, gold, it),
            place,
        );
        if desk.mention.is_some_and(|it| town(names, gold, it)) {
            let label = or_none(gold.town.as_deref());
            desk.count(sheet, Kind::Spelling, &label, |it| spelling(gold, it), place);
        }
    }
    if ground || gold.admin1.is_some() {
        desk.count(
            sheet,
            Kind::Admin1,
            &or_none(gold.admin1.as_deref()),
            |it| admin1(gold, it),
            place,
        );
    }
    let dated = if gold.date.is_some() { Kind::Date } else { Kind::Undated };
    desk.count(
        sheet,
        dated,
        &or_none(gold.date.as_deref()),
        |it| date(gold, it),
        |it| or_none(date_word(it.when.as_ref()).as_deref()),
    );
    let realis = gold.realis.unwrap_or(Realis::Occurred);
    desk.count(
        sheet,
        Kind::Realis,
        realis.word(),
        |it| it.realis == realis,
        |it| it.realis.word().to_owned(),
    );
    if ground {
        let label = range(gold.deaths_low, gold.deaths_high);
        desk.count(sheet, Kind::Dead, &label, |it| dead(gold, it), |it| tolls(it, TollKind::Dead));
        desk.count(
            sheet,
            Kind::Wounded,
            &range(gold.wounded, None),
            |it| wounded(gold, it),
            |it| tolls(it, TollKind::Wounded),
        );
    }
    if let Some(id) = &gold.actor1 {
        desk.count(sheet, Kind::Actor1, id, |it| actor1(gold, it), parties);
    }
    if let Some(id) = &gold.actor2 {
        desk.count(sheet, Kind::Actor2, id, |it| actor2(gold, it), parties);
    }
}

impl Desk<'_> {
    fn count(
        &self,
        sheet: &mut Scores,
        kind: Kind,
        expected: &str,
        right: impl Fn(&EventMention) -> bool,
        got: impl Fn(&EventMention) -> String,
    ) {
        let excerpt = &self.sample.excerpt;
        let miss = (!self.mention.is_some_and(right)).then(|| Miss {
            kind,
            id: excerpt.id.clone(),
            lang: excerpt.lang,
            expected: expected.to_owned(),
            got: self.mention.map_or_else(|| "no such event".to_owned(), got),
            why: self.mention.map(|it| why(self.sample, it)).unwrap_or_default(),
        });
        sheet.count(kind, excerpt.lang, miss);
    }
}

/// The words of a mention and the reasons for its reading.
pub(super) fn why(sample: &Sample, mention: &EventMention) -> String {
    let words: String = sample.report.text.slice(mention.evidence).chars().take(160).collect();
    format!("\"{}\" [{}]", words.replace('\n', " "), mention.why.join("; "))
}

/// A mention in one line.
pub(super) fn line(mention: &EventMention) -> String {
    format!(
        "{} at {} on {} by {}",
        codes_of(mention),
        place(mention),
        or_none(date_word(mention.when.as_ref()).as_deref()),
        parties(mention)
    )
}

fn codes_of(mention: &EventMention) -> String {
    let mut codes = vec![mention.event.as_str()];
    codes.extend(mention.also.iter().map(Slug::as_str));
    codes.join("+")
}

fn place(mention: &EventMention) -> String {
    let place = &mention.place;
    let precision = place.precision.map_or("?".to_owned(), |it| it.to_string());
    format!(
        "{} / {} (precision {precision})",
        or_none(place.town.as_deref()),
        or_none(place.admin1.as_deref())
    )
}

fn parties(mention: &EventMention) -> String {
    let words = mention.parties.iter().map(|it| format!("{} {}", it.id, it.role.word()));
    words.collect::<Vec<_>>().join(", ")
}

fn tolls(mention: &EventMention, kind: TollKind) -> String {
    let sum = mention.total(kind);
    let rows = mention.tolls.iter().map(|it| {
        let side = it.side.as_ref().map_or("?", Slug::as_str);
        let by = it.by.as_ref().map_or("report", Slug::as_str);
        format!(
            "{} {} {side} by {by} ({})",
            it.kind.word(),
            range(it.low, it.high),
            it.scope.word()
        )
    });
    format!("{} of {}", range(sum.low, sum.high), rows.collect::<Vec<_>>().join(", "))
}

fn range(low: Option<u32>, high: Option<u32>) -> String {
    match (low, high) {
        (None, None) => "none".to_owned(),
        (Some(low), Some(high)) if low != high => format!("{low}–{high}"),
        (Some(n), _) | (None, Some(n)) => n.to_string(),
    }
}

fn or_none(text: Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}

/// Whether two labels of the set tell of the same event, and whether the reading says so.
///
/// `groups` has, for each label of each sample, the incident of its mention.
pub(super) fn same_events(samples: &[Sample], groups: &[Vec<Option<usize>>], sheet: &mut Scores) {
    let mut told: Vec<(&Sample, &Gold, Option<usize>)> = Vec::new();
    for (sample, groups) in samples.iter().zip(groups) {
        for (gold, group) in sample.excerpt.incidents.iter().zip(groups) {
            if group.is_some() || !gold.secondary {
                told.push((sample, gold, *group));
            }
        }
    }
    for (i, (a, gold_a, group_a)) in told.iter().enumerate() {
        for (b, gold_b, group_b) in &told[i + 1..] {
            let same = gold_a.cluster.is_some() && gold_a.cluster == gold_b.cluster;
            let grouped = group_a.is_some() && group_a == group_b;
            let lang = (a.excerpt.lang == b.excerpt.lang).then_some(a.excerpt.lang).flatten();
            let miss = |kind| {
                (same != grouped).then(|| Miss {
                    kind,
                    id: format!("{} ~ {}", a.excerpt.id, b.excerpt.id),
                    lang,
                    expected: cluster(gold_a, gold_b),
                    got: if grouped { "one incident" } else { "two incidents" }.to_owned(),
                    why: String::new(),
                })
            };
            if grouped {
                sheet.count(Kind::PairsPrecision, lang, miss(Kind::PairsPrecision));
            }
            if same {
                sheet.count(Kind::PairsRecall, lang, miss(Kind::PairsRecall));
            }
        }
    }
}

fn cluster(a: &Gold, b: &Gold) -> String {
    let name = |it: &Gold| it.cluster.clone().unwrap_or_else(|| "unnamed".to_owned());
    if a.cluster == b.cluster {
        format!("one: {}", name(a))
    } else {
        format!("two: {}, {}", name(a), name(b))
    }
}
